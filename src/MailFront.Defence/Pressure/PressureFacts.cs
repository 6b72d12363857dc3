namespace MailFront.Defence.Pressure;

/// <summary>What is used of each scarce thing at one moment, and how much of it there is. A limit of 0 or less is none.</summary>
public readonly record struct PressureFacts
{
    /// <summary>Descriptors open in the process.</summary>
    public long Descriptors { get; init; }

    /// <summary>Descriptors that may be open.</summary>
    public long DescriptorLimit { get; init; }

    /// <summary>Resident memory in bytes. Not the managed heap: half of what a TLS session costs is OpenSSL's, and the kernel kills for both.</summary>
    public long Memory { get; init; }

    /// <summary>Memory there is, in bytes.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>Handshakes that compute or wait for it.</summary>
    public int Handshakes { get; init; }

    /// <summary>Handshakes that may compute or wait for it.</summary>
    public int HandshakeLimit { get; init; }

    /// <summary>Longest wait of a login that is not suspect, as a share of its deadline. Suspects wait by design.</summary>
    public float AuthWaitShare { get; init; }

    /// <summary>Connections that have not logged in.</summary>
    public int PreLogin { get; init; }

    /// <summary>Connections that may be there without a login.</summary>
    public int PreLoginLimit { get; init; }

    /// <summary>The share of <paramref name="kind"/> that is used, 0 to 1.</summary>
    public float ShareOf(PressureKind kind) => kind switch
    {
        PressureKind.Descriptors => Share(Descriptors, DescriptorLimit),
        PressureKind.Memory => Share(Memory, MemoryLimit),
        PressureKind.Handshakes => Share(Handshakes, HandshakeLimit),
        PressureKind.AuthQueue => Clamp(AuthWaitShare),
        PressureKind.PreLogin => Share(PreLogin, PreLoginLimit),
        _ => 0,
    };

    private static float Share(long used, long limit) => limit <= 0 ? 0 : Clamp((float)((double)used / limit));

    // A share that cannot be told (0 of 0) is no pressure.
    private static float Clamp(float share) => share > 0 ? Math.Min(share, 1) : 0;
}
