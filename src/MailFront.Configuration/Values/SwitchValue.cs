namespace MailFront.Configuration.Values;

/// <summary>A switch of Cyrus: decided by its first letters, lower case only (libconfig.c and masterconf.c).</summary>
internal static class SwitchValue
{
    /// <summary>Words that switch on and off, for messages.</summary>
    public const string Expected = "yes, on, true, 1, no, off, false or 0";

    /// <summary>False when <paramref name="text"/> is neither.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out bool isOn)
    {
        isOn = text is ['1', ..] or ['y', ..] or ['o', 'n', ..] or ['t', ..];
        return isOn || text is ['0', ..] or ['n', ..] or ['o', 'f', ..] or ['f', ..];
    }
}
