using System.Net;

namespace MailFront.Load.CommandLine;

/// <summary>Reads addresses and refuses every one that is not loopback: this program must never load somebody's server.</summary>
internal static class LoopbackEndpoint
{
    /// <summary>Reads <c>127.0.0.1:143</c> or <c>[::1]:143</c>.</summary>
    public static IPEndPoint Parse(string text) =>
        IPEndPoint.TryParse(text, out var endpoint) && IPAddress.IsLoopback(endpoint.Address) && text.Contains(':', StringComparison.Ordinal)
            ? endpoint
            : throw new UsageException($"'{text}' is not a loopback address with a port, such as 127.0.0.1:10143");

    /// <summary>Reads <c>127.0.0.11-18:143</c>: the same port on a range of addresses.</summary>
    public static IReadOnlyList<IPEndPoint> ParseRange(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var colon = text.LastIndexOf(':');
        if (dash < 0 || colon < dash)
        {
            return [Parse(text)];
        }

        var first = Parse(text[..dash] + text[colon..]);
        var bytes = first.Address.GetAddressBytes();
        if (!byte.TryParse(text[(dash + 1)..colon], out var last) || last < bytes[^1])
        {
            throw new UsageException($"'{text}' is not a range of addresses");
        }

        return [.. Enumerable.Range(bytes[^1], last - bytes[^1] + 1)
            .Select(octet => new IPEndPoint(new IPAddress([bytes[0], bytes[1], bytes[2], (byte)octet]), first.Port))];
    }
}
