using System.Globalization;
using MailFront.Configuration.ImapdConf;
using MailFront.Configuration.Options;
using MailFront.Configuration.Values;

namespace MailFront.Configuration.Loading;

/// <summary>
/// Typed access to an imapd.conf for one service or for the process: <c>&lt;service&gt;_&lt;option&gt;</c> first, deprecated names too,
/// <c>{configdirectory}</c> replaced, defaults for what is not set, a diagnostic for what cannot be read.
/// </summary>
internal sealed class OptionReader
{
    private const string ConfigDirectoryMark = "{configdirectory}";
    private const string Refused = "MailFront does not start with it";

    private readonly string? _service;

    /// <summary>Reads for <paramref name="service"/>, or for the process when it is null.</summary>
    public OptionReader(ImapdConfFile file, string? service, DiagnosticBag diagnostics)
    {
        File = file;
        _service = service?.ToLowerInvariant();
        Diagnostics = diagnostics;
    }

    /// <summary>The file read from.</summary>
    public ImapdConfFile File { get; }

    /// <summary>Takes what is wrong.</summary>
    public DiagnosticBag Diagnostics { get; }

    /// <summary>The line that counts for an option, or null when it is not set.</summary>
    public ImapdConfValue? Find(string name) =>
        FindFor(_service, name) ?? (_service is null ? null : FindFor(null, name));

    /// <summary>Where an option is set, or the whole file when it is not.</summary>
    public SourcePlace PlaceOf(string name) => Find(name)?.Place ?? File.Whole;

    /// <summary>A text, or null.</summary>
    public string? Text(string name) => Find(name) is { } value ? Expand(value.Text) : null;

    /// <summary>Words between blanks; empty when not set.</summary>
    public string[] Words(string name) => Find(name) is { } value ? WordList.Split(value.Text) : [];

    /// <summary>A text that is never shown, or null.</summary>
    public HiddenText? Hidden(string name) => Find(name) is { } value ? new HiddenText(value.Text) : null;

    /// <summary>A switch.</summary>
    public bool Switch(string name, bool whenNotSet)
    {
        if (Find(name) is not { } value)
        {
            return whenNotSet;
        }

        if (SwitchValue.TryParse(value.Text, out var isOn))
        {
            return isOn;
        }

        Bad(value, SwitchValue.Expected);
        return whenNotSet;
    }

    /// <summary>A whole number that may not be negative.</summary>
    public int Number(string name, int whenNotSet)
    {
        if (Find(name) is not { } value)
        {
            return whenNotSet;
        }

        if (IntegerValue.TryParse(value.Text, out var number) && number >= 0)
        {
            return number;
        }

        Bad(value, "a whole number, 0 or more");
        return whenNotSet;
    }

    /// <summary>A duration; null when not set. Negative ones are told apart by the caller.</summary>
    public TimeSpan? Duration(string name, DurationUnit bareUnit)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (DurationValue.TryParse(value.Text, bareUnit, out var duration))
        {
            return duration;
        }

        Bad(value, DurationValue.Expected);
        return null;
    }

    /// <summary>A size in octets that may not be negative.</summary>
    public long Size(string name, long bareUnit, long whenNotSet)
    {
        if (Find(name) is not { } value)
        {
            return whenNotSet;
        }

        if (ByteSizeValue.TryParse(value.Text, bareUnit, out var size) && size >= 0)
        {
            return size;
        }

        Bad(value, ByteSizeValue.Expected);
        return whenNotSet;
    }

    /// <summary>
    /// One word out of <paramref name="words"/>; <c>yes</c> and the like mean <c>on</c> and <c>off</c> where those are among them (libconfig.c).
    /// </summary>
    public T Word<T>(string name, T whenNotSet, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Find(name) is not { } value)
        {
            return whenNotSet;
        }

        var canonical = value.Text switch
        {
            "1" or "yes" or "t" or "true" => "on",
            "0" or "no" or "f" or "false" => "off",
            var word => word,
        };
        foreach (var (word, meaning) in words)
        {
            if (word == value.Text || word == canonical)
            {
                return meaning;
            }
        }

        var expected = new List<string>();
        foreach (var (word, _) in words)
        {
            expected.Add(word);
        }

        Bad(value, string.Join(", ", expected));
        return whenNotSet;
    }

    /// <summary>A number of MailFront's own, within its range.</summary>
    public int Number(MailFrontOption option) =>
        (int)InRange(option, text => IntegerValue.TryParse(text, out var number) ? number : null, "a whole number");

    /// <summary>A duration of MailFront's own, within its range.</summary>
    public TimeSpan Duration(MailFrontOption option) => TimeSpan.FromTicks(InRange(
        option,
        text => DurationValue.TryParse(text, DurationUnit.Seconds, out var duration) ? duration.Ticks : null,
        DurationValue.Expected));

    /// <summary>A size of MailFront's own, within its range.</summary>
    public int Size(MailFrontOption option) =>
        (int)InRange(option, text => ByteSizeValue.TryParse(text, bareUnit: 1, out var size) ? size : null, ByteSizeValue.Expected);

    /// <summary>A word of MailFront's own; <paramref name="meanings"/> in the order of its words.</summary>
    public T Word<T>(MailFrontOption option, params ReadOnlySpan<T> meanings)
    {
        var words = new (string, T)[meanings.Length];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (option.Words[i], meanings[i]);
        }

        return Word(option.Name, Array.Find(words, word => word.Item1 == option.Default).Item2, words);
    }

    /// <summary>A file name that must exist; null when not set.</summary>
    public string? ExistingFile(string name, IConfigurationSource source)
    {
        var path = Text(name);
        if (path is not null && !source.Exists(path))
        {
            Diagnostics.Error(PlaceOf(name), name, $"{name}: file {path} is missing or unreadable", Refused);
        }

        return path;
    }

    /// <summary>Puts <c>configdirectory</c> in place of its mark at the beginning, any case.</summary>
    public string Expand(string text) =>
        text.StartsWith(ConfigDirectoryMark, StringComparison.OrdinalIgnoreCase) && File.Find("configdirectory") is { } directory
            ? directory.Text + text[ConfigDirectoryMark.Length..]
            : text;

    /// <summary>Tells that a value cannot be read.</summary>
    public void Bad(ImapdConfValue value, string expected) =>
        Diagnostics.Error(value.Place, value.Name, $"{value.Name}: '{value.Text}' is not understood; expected {expected}", Refused);

    private ImapdConfValue? FindFor(string? service, string name)
    {
        var prefix = service is null ? string.Empty : service + "_";
        if (File.Find(prefix + name) is { } value)
        {
            return value;
        }

        foreach (var old in OptionCatalogue.OldNamesOf(name))
        {
            if (File.Find(prefix + old) is { } older)
            {
                return older;
            }
        }

        return null;
    }

    private long InRange(MailFrontOption option, Func<string, long?> parse, string expected)
    {
        var whenNotSet = parse(option.Default)!.Value;
        if (Find(option.Name) is not { } value)
        {
            return whenNotSet;
        }

        if (parse(value.Text) is not { } parsed)
        {
            Bad(value, expected);
            return whenNotSet;
        }

        if (parsed >= parse(option.Minimum!)!.Value && parsed <= parse(option.Maximum!)!.Value)
        {
            return parsed;
        }

        Diagnostics.Error(
            value.Place,
            value.Name,
            string.Create(CultureInfo.InvariantCulture, $"{value.Name}: '{value.Text}' is out of range; from {option.Minimum} to {option.Maximum}"),
            Refused);
        return whenNotSet;
    }
}
