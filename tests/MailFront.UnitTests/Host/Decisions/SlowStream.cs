namespace MailFront.UnitTests.Host.Decisions;

/// <summary>Gives its octets in pieces of a chosen length.</summary>
internal sealed class SlowStream(byte[] bytes, int piece) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
}
