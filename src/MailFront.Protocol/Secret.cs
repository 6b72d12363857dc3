using System.Security.Cryptography;

namespace MailFront.Protocol;

/// <summary>
/// A password or token: copied once out of the wire buffer, wiped when disposed, never printed.
/// The holder disposes it as soon as the verdict is known.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] _bytes;

    /// <summary>Copies <paramref name="bytes"/>; the caller wipes its own copy.</summary>
    public Secret(ReadOnlySpan<byte> bytes) => _bytes = bytes.ToArray();

    /// <summary>Length in octets; stays known after disposal.</summary>
    public int Length => _bytes.Length;

    /// <summary>The octets; all zero after disposal.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Compares in constant time for equal lengths.</summary>
    public bool FixedTimeEquals(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(_bytes, other);

    /// <inheritdoc/>
    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    /// <summary>Always <c>***</c>, so that no log, exception or debugger shows it.</summary>
    public override string ToString() => "***";
}
