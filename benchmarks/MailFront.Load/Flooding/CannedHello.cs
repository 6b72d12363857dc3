using System.Net.Security;

namespace MailFront.Load.Flooding;

/// <summary>The first flight of a TLS client, made once: whoever sends it again pays nothing for the server's key exchange and signature.</summary>
internal sealed class CannedHello : Stream
{
    private readonly MemoryStream _sent = new();

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>A ClientHello of .NET's own client.</summary>
    public static async Task<byte[]> MakeAsync()
    {
        await using var wire = new CannedHello();
        await using var client = new SslStream(wire, leaveInnerStreamOpen: true);
        try
        {
            await client.AuthenticateAsClientAsync("mail.test");
        }
        catch (IOException)
        {
            // The server that never was has closed: the hello had been sent.
        }

        return wire._sent.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count) => 0;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(0);

    public override void Write(byte[] buffer, int offset, int count) => _sent.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _sent.WriteAsync(buffer, cancellationToken);

    public override void Flush()
    {
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
