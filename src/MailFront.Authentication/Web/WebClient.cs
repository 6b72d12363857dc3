using System.Net;
using System.Text;

namespace MailFront.Authentication.Web;

/// <summary>
/// HTTP/1.1 to one service that takes part in logins. Nothing of the surroundings counts: no proxy from the environment, no redirects, no cookies,
/// no tracing headers. Bounded in connections and in what a reply may hold.
/// </summary>
internal static class WebClient
{
    /// <summary>Longest reply body that is read, in octets.</summary>
    public const int MaxReplyBytes = 16 * 1024;

    private const int MaxHeaderKibibytes = 16;

    private static readonly TimeSpan _connectDeadline = TimeSpan.FromSeconds(5);

    // Names of the service may move to other addresses.
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _idleLifetime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _drainDeadline = TimeSpan.FromMilliseconds(250);

    /// <summary>A client; deadlines come with each request's token.</summary>
    public static HttpClient Create(int maxConnections)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            MaxConnectionsPerServer = maxConnections,
            MaxResponseHeadersLength = MaxHeaderKibibytes,
            MaxResponseDrainSize = MaxReplyBytes,
            ResponseDrainTimeout = _drainDeadline,
            ConnectTimeout = _connectDeadline,
            PooledConnectionLifetime = _connectionLifetime,
            PooledConnectionIdleTimeout = _idleLifetime,

            // Octets above 0x7f travel as they are; the values are made octet by octet.
            RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
            ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        };
        return new HttpClient(handler, disposeHandler: true)
        {
            DefaultRequestVersion = HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            MaxResponseContentBufferSize = MaxReplyBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What went wrong, in words without anything the service said.</summary>
    public static string Describe(Exception failure) => failure switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        _ => failure.GetType().Name,
    };
}
