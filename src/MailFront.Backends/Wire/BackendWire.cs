using MailFront.Transport;
using MailFront.Transport.Deadlines;
using MailFront.Transport.Tls;

namespace MailFront.Backends.Wire;

/// <summary>
/// The channel to one backend while its login runs: under one deadline, with a budget for what the backend may say, and with
/// every trouble typed by the step it came in.
/// </summary>
internal abstract class BackendWire(Channel channel, BackendEndpoint endpoint) : IDeadlineTarget
{
    /// <summary>Most bytes a backend may send before the login is through. Cyrus 3.6 needs 1.1 KiB.</summary>
    public const int MaxReceivedBytes = 64 * 1024;

    private volatile bool _isDeadlinePassed;
    private int _receivedBytes;

    /// <summary>The backend.</summary>
    public BackendEndpoint Endpoint => endpoint;

    /// <summary>The channel; the opening owns it.</summary>
    public Channel Channel => channel;

    /// <summary>The step failures are booked to.</summary>
    public BackendStep Step { get; set; } = BackendStep.Greeting;

    /// <summary>Longest single response.</summary>
    protected abstract int MaxResponseBytes { get; }

    /// <inheritdoc/>
    public void OnDeadline(DeadlineEntry entry)
    {
        // Aborting also ends a write that waits for a peer's window, and a TLS handshake.
        _isDeadlinePassed = true;
        channel.Abort();
    }

    /// <summary>A failure of this backend in the current step.</summary>
    public BackendFailure Fail(BackendFailureKind kind, string detail, string? responseCode = null) =>
        new(endpoint.Name, kind, Step, BackendText.Detail(detail), responseCode);

    /// <summary>Writes all of <paramref name="bytes"/>.</summary>
    public async ValueTask<BackendFailure?> SendAsync(ReadOnlyMemory<byte> bytes) =>
        await channel.WriteAsync(bytes) ? null : Lost();

    /// <summary>Performs the TLS handshake and says what came of it.</summary>
    public async ValueTask<BackendFailure?> SecureAsync()
    {
        var isAddressless = endpoint.Host.StartsWith('/');
        var outcome = await channel.SecureAsClientAsync(BackendTlsPolicy.Of(endpoint, isAddressless ? endpoint.Name : Host));
        if (outcome.Status == TlsUpgradeStatus.Secured)
        {
            return null;
        }

        if (_isDeadlinePassed || outcome.Status == TlsUpgradeStatus.Interrupted)
        {
            return TimedOut();
        }

        return outcome.Status switch
        {
            TlsUpgradeStatus.PeerClosed => Fail(BackendFailureKind.Closed, "closed the connection during the TLS handshake"),

            // Plaintext behind the answer to STARTTLS would be read as if it had come through TLS (CVE-2020-15685); the channel sees to it.
            TlsUpgradeStatus.EarlyPlaintext => Fail(BackendFailureKind.Insecure, "sent plaintext where TLS must begin"),
            _ => Fail(BackendFailureKind.Insecure, outcome.Detail ?? "the TLS handshake failed"),
        };
    }

    /// <summary>Host the current protocol lives on.</summary>
    protected abstract string Host { get; }

    /// <summary>Waits for more bytes.</summary>
    protected async ValueTask<BackendFailure?> ReadMoreAsync() => await channel.ReadMoreAsync(MaxResponseBytes) switch
    {
        ReadStatus.Data => null,
        ReadStatus.Full => Flooded(),
        ReadStatus.Interrupted => TimedOut(),
        _ => Lost(),
    };

    /// <summary>Consumes a response and counts it; a failure when the backend has said too much.</summary>
    protected BackendFailure? Take(int length)
    {
        channel.Consume(length);
        _receivedBytes += length;
        return _receivedBytes > MaxReceivedBytes ? Flooded() : null;
    }

    /// <summary>The backend sends without measure.</summary>
    protected BackendFailure Flooded() => Fail(BackendFailureKind.Garbled, "sent more than a login may take");

    private BackendFailure Lost() => _isDeadlinePassed ? TimedOut() : Fail(BackendFailureKind.Closed, "closed the connection");

    /// <summary>The deadline of the opening has passed.</summary>
    public BackendFailure TimedOut() => Fail(BackendFailureKind.TimedOut, $"no answer within {endpoint.Timeout.TotalSeconds:0.###} s");
}
