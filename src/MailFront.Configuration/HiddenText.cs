namespace MailFront.Configuration;

/// <summary>A password or connection string out of a configuration file: compared by value, never printed.</summary>
/// <remarks>Lives as long as the settings do, so it is an ordinary string and not wiped.</remarks>
public sealed class HiddenText : IEquatable<HiddenText>
{
    private readonly string _text;

    /// <summary>Wraps <paramref name="text"/>.</summary>
    public HiddenText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>The text itself, for the one place that sends it.</summary>
    public string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(HiddenText? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as HiddenText);

    /// <inheritdoc/>
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>***</c>, so that no log, exception or debugger shows it.</summary>
    public override string ToString() => "***";
}
