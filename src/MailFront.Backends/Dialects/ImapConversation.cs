using MailFront.Backends.Capabilities;
using MailFront.Backends.Wire;
using MailFront.Protocol.Imap;

namespace MailFront.Backends.Dialects;

/// <summary>Commands and their tagged answers; keeps what untagged responses say of capabilities and watches for BYE.</summary>
internal sealed class ImapConversation(ImapWire wire)
{
    /// <summary>The wire below.</summary>
    public ImapWire Wire => wire;

    /// <summary>The last capabilities that came with the last answer, or null.</summary>
    public CapabilitySet? LastCapabilities { get; private set; }

    /// <summary>Sends a command that needs no continuation and waits for its tagged answer.</summary>
    public async ValueTask<WireRead<ImapAnswer>> AskAsync(string tag, ReadOnlyMemory<byte> command) =>
        await wire.SendAsync(command) is { } failure ? failure : await ReadTaggedAsync(tag);

    /// <summary>Waits for the answer to <paramref name="tag"/>; a continuation is out of turn here.</summary>
    public async ValueTask<WireRead<ImapAnswer>> ReadTaggedAsync(string tag)
    {
        var read = await ReadTurnAsync(tag);
        return read is { Succeeded: true, Answer.Kind: ImapResponseKind.Continuation }
            ? wire.Fail(BackendFailureKind.Garbled, "asked for more where nothing follows")
            : read;
    }

    /// <summary>Waits until it is our turn again: for the answer to <paramref name="tag"/> or for a continuation.</summary>
    public async ValueTask<WireRead<ImapAnswer>> ReadTurnAsync(string tag)
    {
        LastCapabilities = null;
        while (true)
        {
            var read = await wire.ReadAsync();
            if (!read.Succeeded)
            {
                return read;
            }

            var answer = read.Answer;
            if (answer.CapabilityAtoms is { } atoms)
            {
                LastCapabilities = CapabilitySet.OfAtoms(atoms);
            }

            switch (answer.Kind)
            {
                case ImapResponseKind.Continuation:
                    return answer;

                case ImapResponseKind.Tagged when answer.Tag == tag:
                    return answer;

                case ImapResponseKind.Tagged:
                    return wire.Fail(BackendFailureKind.Garbled, $"answered a command that was not sent ({answer.Tag})");

                case ImapResponseKind.Untagged when answer.Condition == ImapCondition.Bye:
                    return Refuse(answer);
            }
        }
    }

    /// <summary>A BYE: the backend does not want the connection now.</summary>
    public BackendFailure Refuse(ImapAnswer bye) =>
        wire.Fail(BackendFailureKind.Refused, "said BYE: " + bye.Words, LoginRefusals.BusyCode(bye.Code));
}
