namespace MailFront.Configuration.Loading;

/// <summary>Options of a password checker that is not asked.</summary>
internal static class UnusedOptions
{
    /// <summary>Warns once when any option that begins with <paramref name="prefix"/> is set.</summary>
    public static void Tell(OptionReader reader, string prefix, string checker)
    {
        var unused = reader.File.InOrder.FirstOrDefault(value => value.Name.StartsWith(prefix, StringComparison.Ordinal));
        if (unused is not null)
        {
            reader.Diagnostics.Warning(
                unused.Place,
                unused.Name,
                $"{unused.Name} is set, but sasl_pwcheck_method does not name {checker}",
                $"{checker} is not asked");
        }
    }
}
