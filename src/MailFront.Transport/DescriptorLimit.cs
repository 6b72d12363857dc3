namespace MailFront.Transport;

/// <summary>The process's limit on open descriptors (RLIMIT_NOFILE) and the sessions it allows.</summary>
/// <param name="Soft">Descriptors the process may open now.</param>
/// <param name="Hard">The most it could raise that to.</param>
public readonly record struct DescriptorLimit(long Soft, long Hard)
{
    /// <summary>Descriptors kept back for files, listeners, checkers and the runtime.</summary>
    public const int Reserved = 256;

    /// <summary>Proxied sessions that fit: two descriptors each.</summary>
    public int SessionCapacity => (int)Math.Clamp((Soft - Reserved) / 2, 0, int.MaxValue);

    /// <summary>Raises the soft limit to the hard one as far as the kernel allows, and reads what is in force.</summary>
    public static DescriptorLimit Raise() => throw new NotImplementedException();
}
