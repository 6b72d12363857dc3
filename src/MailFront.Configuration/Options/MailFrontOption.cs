namespace MailFront.Configuration.Options;

/// <summary>One of MailFront's own options.</summary>
/// <param name="Name">Name; a family ends in <c>_</c> and takes a label of the operator's choice behind it.</param>
/// <param name="Kind">How its value is written.</param>
/// <param name="Default">What counts when it is not set, in words of the file; empty for nothing.</param>
/// <param name="Doc">One line of meaning.</param>
internal sealed record MailFrontOption(string Name, MailFrontOptionKind Kind, string Default, string Doc)
{
    /// <summary>Least value of a number, duration or size, as written in the file; null for none.</summary>
    public string? Minimum { get; init; }

    /// <summary>Greatest value; null for none.</summary>
    public string? Maximum { get; init; }

    /// <summary>The words of a <see cref="MailFrontOptionKind.Word"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Whether services may differ (<c>&lt;service&gt;_mailfront_…</c>).</summary>
    public bool IsPerService { get; init; }

    /// <summary>False for an option of a part that is not served yet: accepted with a note.</summary>
    public bool IsServed { get; init; } = true;

    /// <summary>Whether <see cref="Name"/> is the beginning of a family of names.</summary>
    public bool IsFamily => Name.EndsWith('_');
}
