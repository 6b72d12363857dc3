using MailFront.Backends.Dialects;
using MailFront.Backends.Wire;
using MailFront.Protocol;
using MailFront.Protocol.ProxyHeader;
using MailFront.Transport;
using MailFront.Transport.Deadlines;

namespace MailFront.Backends.Opening;

/// <summary>Dials a backend and leads the dialogue with it, all under one absolute deadline.</summary>
internal sealed class BackendOpener(IBackendDialer dialer, DeadlineWheel wheel, TimeProvider time)
{
    /// <summary>Goes through the steps up to the capabilities and ends with <paramref name="last"/>.</summary>
    /// <param name="endpoint">The backend.</param>
    /// <param name="protocol">Which of its services.</param>
    /// <param name="client">Whose addresses a PROXY header names; null for none, as in a probe.</param>
    /// <param name="last">The last step: the login, or a goodbye.</param>
    /// <param name="cancellationToken">Gives up, as an exception; the channel is then gone.</param>
    public async ValueTask<OpenedBackend> OpenAsync(
        BackendEndpoint endpoint,
        MailProtocol protocol,
        ClientIdentity? client,
        Func<IBackendDialogue, ValueTask<BackendFailure?>> last,
        CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var isImap = protocol == MailProtocol.Imap;
        var host = isImap ? endpoint.Host : endpoint.Pop3Host ?? endpoint.Host;
        var port = isImap ? endpoint.ImapPort : endpoint.Pop3Port;
        var dialled = await dialer.DialAsync(host, port, endpoint.Timeout, cancellationToken);
        if (dialled.Channel is not { } channel)
        {
            return OpenedBackend.Failed(DialFailures.Describe(endpoint.Name, dialled));
        }

        BackendWire wire;
        IBackendDialogue dialogue;
        if (isImap)
        {
            var imap = new ImapWire(channel, endpoint);
            (wire, dialogue) = (imap, new ImapBackendDialogue(imap));
        }
        else
        {
            var pop3 = new Pop3Wire(channel, endpoint);
            (wire, dialogue) = (pop3, new Pop3BackendDialogue(pop3));
        }

        var deadline = new DeadlineEntry(wire);
        var isOpened = false;
        try
        {
            var left = endpoint.Timeout - time.GetElapsedTime(started);
            wheel.Schedule(deadline, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            BackendFailure? failure;
            await using (cancellationToken.UnsafeRegister(static state => ((Channel)state!).Abort(), channel))
            {
                failure = await TalkAsync(wire, dialogue, client, last);
            }

            cancellationToken.ThrowIfCancellationRequested();

            // A deadline that has begun to fire aborts the channel even if the last answer was just in time.
            failure ??= wheel.Cancel(deadline) ? null : wire.TimedOut();
            isOpened = failure is null;
            if (failure is { IsCivil: true })
            {
                // A backend that gave a proper answer sees a proper end; a reset would look like trouble in its log.
                await channel.CloseAsync();
            }

            return new OpenedBackend(isOpened ? channel : null, dialogue, failure);
        }
        finally
        {
            if (!isOpened)
            {
                wheel.Cancel(deadline);
                channel.Abort();
                await channel.DisposeAsync();
            }
        }
    }

    private static async ValueTask<BackendFailure?> TalkAsync(
        BackendWire wire, IBackendDialogue dialogue, ClientIdentity? client, Func<IBackendDialogue, ValueTask<BackendFailure?>> last) =>
        await SendProxyHeaderAsync(wire, client)
            ?? await SecureFirstAsync(wire)
            ?? await dialogue.GreetAsync()
            ?? await dialogue.StartTlsAsync()
            ?? await dialogue.NegotiateAsync()
            ?? await last(dialogue);

    private static async ValueTask<BackendFailure?> SendProxyHeaderAsync(BackendWire wire, ClientIdentity? client)
    {
        if (wire.Endpoint.ProxyHeader == ProxyHeaderVersion.Off)
        {
            return null;
        }

        wire.Step = BackendStep.Connect;
        var header = new byte[ProxyHeaderWriter.MaxBytes];
        var length = wire.Endpoint.ProxyHeader == ProxyHeaderVersion.V1
            ? ProxyHeaderWriter.WriteV1(header, client?.Source, client?.Destination)
            : ProxyHeaderWriter.WriteV2(header, client?.Source, client?.Destination);
        return await wire.SendAsync(header.AsMemory(0, length));
    }

    private static async ValueTask<BackendFailure?> SecureFirstAsync(BackendWire wire)
    {
        if (wire.Endpoint.Tls != BackendTlsMode.Implicit)
        {
            return null;
        }

        wire.Step = BackendStep.Tls;
        return await wire.SecureAsync();
    }
}
