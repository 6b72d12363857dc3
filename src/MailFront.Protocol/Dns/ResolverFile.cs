using System.Net;

namespace MailFront.Protocol.Dns;

/// <summary>Reads <c>/etc/resolv.conf</c> (resolv.conf(5)).</summary>
public static class ResolverFile
{
    private const string Keyword = "nameserver";
    private const int Port = 53;

    /// <summary>The first name server in <paramref name="text"/>; null when it names none.</summary>
    public static IPEndPoint? FirstNameServer(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            var words = line.Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length >= 2 && words[0] == Keyword && IPAddress.TryParse(words[1], out var address))
            {
                return new IPEndPoint(address, Port);
            }
        }

        return null;
    }
}
