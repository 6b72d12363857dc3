using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace MailFront.Protocol.DovecotAuth;

/// <summary>What an auth client sends to Dovecot's auth process (Dovecot Authentication Protocol 1.2; lib-auth/auth-client-request.c).</summary>
public static class DovecotAuthRequest
{
    /// <summary>Longest line, in octets, line end included: 2.3 reads lines of up to 8192 (AUTH_CLIENT_MAX_LINE_LENGTH).</summary>
    public const int MaxLineBytes = 8192;

    private const int MajorVersion = 1;
    private const int MinorVersion = 2;

    /// <summary>
    /// The client's half of the handshake. <paramref name="clientId"/> stands where login processes send their process id: the auth process hangs
    /// up on a number that another connection has, so it must differ for each connection.
    /// </summary>
    public static byte[] Handshake(uint clientId) => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"VERSION\t{MajorVersion}\t{MinorVersion}\nCPID\t{clientId}\n"));

    /// <summary>Takes back a request that nobody waits for any more.</summary>
    public static byte[] Cancel(uint id) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"CANCEL\t{id}\n"));

    /// <summary>
    /// Writes <c>AUTH id PLAIN …</c> with the whole credential; the caller wipes the buffer once it is sent.
    /// <c>nologin</c>: no mail process will ever fetch the result. <c>no-penalty</c>: the server's own delays by address would hold everybody behind
    /// one NAT, and read as a slow checker.
    /// </summary>
    /// <param name="output">Sized by <see cref="MaxLineBytes"/>, so that it never grows and leaves copies behind.</param>
    /// <param name="id">Number of the request, unique on the connection.</param>
    /// <param name="plain">The PLAIN message in base64.</param>
    /// <param name="login">What is told of the login.</param>
    /// <returns>False when the line would be longer than <see cref="MaxLineBytes"/>; what was written is then of no use.</returns>
    public static bool TryWrite(ArrayBufferWriter<byte> output, uint id, ReadOnlySpan<byte> plain, DovecotAuthLogin login)
    {
        WriteText(output, string.Create(CultureInfo.InvariantCulture, $"AUTH\t{id}\tPLAIN"));
        WriteField(output, "service", login.Service);
        WriteText(output, login.IsSecure ? "\tsecured=tls" : string.Empty);
        WriteText(output, "\tno-penalty\tnologin");
        WriteField(output, "session", login.SessionId);
        WriteField(output, "lip", login.LocalAddress);
        WriteField(output, "rip", login.RemoteAddress);
        WriteField(output, "lport", Port(login.LocalPort));
        WriteField(output, "rport", Port(login.RemotePort));

        // Last: a server takes everything behind it as part of the response.
        if (output.WrittenCount + "\tresp="u8.Length + plain.Length + 1 > MaxLineBytes)
        {
            return false;
        }

        output.Write("\tresp="u8);
        output.Write(plain);
        output.Write("\n"u8);
        return true;
    }

    private static string Port(int port) => port is > 0 and <= IPEndPoint.MaxPort ? port.ToString(CultureInfo.InvariantCulture) : string.Empty;

    private static void WriteField(ArrayBufferWriter<byte> output, string name, string value)
    {
        if (value.Length > 0)
        {
            WriteText(output, $"\t{name}=");
            DovecotEscaping.Write(output, Encoding.UTF8.GetBytes(value));
        }
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text) => output.Write(Encoding.ASCII.GetBytes(text));
}
