namespace MailFront.Commands;

/// <summary>Paths of the administration interface with what is asked for.</summary>
internal static class CtlTarget
{
    /// <summary>The path with a query of all values that are there.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var target = path;
        foreach (var (name, value) in query)
        {
            if (!string.IsNullOrEmpty(value))
            {
                target += $"{(target.Length == path.Length ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
            }
        }

        return target;
    }
}
