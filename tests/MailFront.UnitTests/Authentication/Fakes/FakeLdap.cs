using System.Formats.Asn1;
using System.Net.Sockets;
using System.Text;
using MailFront.Protocol.Ldap;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>An LDAP server on a unix socket; what it answers is the test's to say: octets, nothing (empty), or the end of the connection (null).</summary>
internal sealed class FakeLdap : IAsyncDisposable
{
    private readonly Func<LdapRequest, byte[]?> _answer;
    private readonly FakeSaslauthd _socket;
    private readonly Lock _gate = new();
    private readonly List<LdapRequest> _requests = [];
    private readonly List<Socket> _open = [];
    private readonly TaskCompletionSource _unbound = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;

    public FakeLdap(Func<LdapRequest, byte[]?> answer)
    {
        _answer = answer;
        _socket = new FakeSaslauthd(ServeAsync);
    }

    public LdapUri Uri => new(_socket.Path, 0, false);

    /// <summary>Completes when a client has said goodbye.</summary>
    public Task Unbound => _unbound.Task;

    public IReadOnlyList<string> Said
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests.Select(request => request.ToString())];
            }
        }
    }

    public static byte[] Result(LdapRequest request, LdapResultCode code, string diagnostic = "", LdapOperation? operation = null)
    {
        var answer = operation ?? (request.Operation == LdapOperation.SearchRequest ? LdapOperation.SearchResultDone : LdapOperation.BindResponse);
        return Message(request.Id, answer, writer =>
        {
            writer.WriteEnumeratedValue(code);
            writer.WriteOctetString([]);
            writer.WriteOctetString(Encoding.UTF8.GetBytes(diagnostic));
        });
    }

    public static byte[] Entry(LdapRequest request, string name) => Message(request.Id, LdapOperation.SearchResultEntry, writer =>
    {
        writer.WriteOctetString(Encoding.UTF8.GetBytes(name));
        writer.PushSequence();
        writer.PopSequence();
    });

    /// <summary>Closes all connections, as a server that restarts does.</summary>
    public void CloseAll()
    {
        lock (_gate)
        {
            _open.ForEach(socket => socket.Shutdown(SocketShutdown.Both));
            _open.Clear();
        }
    }

    public ValueTask DisposeAsync() => _socket.DisposeAsync();

    private static byte[] Message(int id, LdapOperation operation, Action<AsnWriter> body)
    {
        var writer = new AsnWriter(AsnEncodingRules.BER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(id);
            using (writer.PushSequence(new Asn1Tag(TagClass.Application, (int)operation)))
            {
                body(writer);
            }
        }

        return writer.Encode();
    }

    private async Task ServeAsync(Socket client)
    {
        int number = Interlocked.Increment(ref _connections);
        lock (_gate)
        {
            _open.Add(client);
        }

        byte[] buffer = new byte[8192];
        int filled = 0;
        while (await client.ReceiveAsync(buffer.AsMemory(filled)) is > 0 and var received)
        {
            filled += received;
            while (LdapFramer.Find(buffer.AsSpan(0, filled), buffer.Length) is { Status: LdapFrameStatus.Complete } frame)
            {
                LdapRequest request = Parse(number, buffer.AsMemory(0, frame.Length));
                buffer.AsSpan(frame.Length, filled - frame.Length).CopyTo(buffer);
                filled -= frame.Length;
                lock (_gate)
                {
                    _requests.Add(request);
                }

                if (request.Operation == LdapOperation.UnbindRequest)
                {
                    _unbound.TrySetResult();
                    return;
                }

                if (_answer(request) is not { } answer)
                {
                    return;
                }

                await client.SendAsync(answer);
            }
        }
    }

    private static LdapRequest Parse(int connection, ReadOnlyMemory<byte> frame)
    {
        AsnReader message = new AsnReader(frame, AsnEncodingRules.BER).ReadSequence();
        message.TryReadInt32(out int id);
        Asn1Tag tag = message.PeekTag();
        var operation = (LdapOperation)tag.TagValue;
        string name = string.Empty;
        string password = string.Empty;
        if (operation is LdapOperation.BindRequest or LdapOperation.SearchRequest)
        {
            AsnReader body = message.ReadSequence(tag);
            if (operation == LdapOperation.BindRequest)
            {
                body.ReadInteger();
            }

            name = Encoding.UTF8.GetString(body.ReadOctetString());
            password = operation == LdapOperation.BindRequest
                ? Encoding.UTF8.GetString(body.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0)))
                : string.Empty;
        }

        return new LdapRequest(connection, id, operation, name, password);
    }
}
