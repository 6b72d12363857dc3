using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using MailFront.Composition;
using MailFront.Configuration;

namespace MailFront.Commands;

/// <summary>Asks a running server over the unix socket that imapd.conf names.</summary>
internal sealed class AdminClient : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly string _path;

    private AdminClient(string path)
    {
        _path = path;
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, token) => ConnectAsync(path, token), UseProxy = false })
        {
            BaseAddress = new Uri("http://mailfront/"),
            Timeout = _patience,
        };
    }

    /// <summary>A client for the server of <paramref name="imapdConf"/>; null after it was said why there is none.</summary>
    public static AdminClient? Open(string imapdConf)
    {
        var loaded = AdminLoader.Load(imapdConf, new DiskConfigurationSource());
        foreach (var error in loaded.Errors)
        {
            Console.Error.WriteLine(error);
        }

        if (loaded.Admin is not { } admin)
        {
            return null;
        }

        if (admin.SocketPath is { } path)
        {
            return new AdminClient(path);
        }

        Console.Error.WriteLine($"mailfront ctl: {imapdConf} turns the administration interface off (mailfront_admin_socket)");
        return null;
    }

    /// <summary>Whether the server has said that there is nothing of that name.</summary>
    public bool HasFoundNothing { get; private set; }

    /// <summary>The answer's text; null after it was said why there is none.</summary>
    public async Task<string?> AskAsync(HttpMethod method, string target, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, target);
            using var response = await _http.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return text;
            }

            HasFoundNothing = response.StatusCode == HttpStatusCode.NotFound && text.Length > 0;
            Console.Error.WriteLine(text.Length > 0 && response.Content.Headers.ContentType?.MediaType == "application/json"
                ? $"mailfront ctl: {ErrorOf(text)}"
                : response.StatusCode == HttpStatusCode.BadRequest
                ? "mailfront ctl: the server does not take that for a user name"
                : $"mailfront ctl: the server answers {(int)response.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            Console.Error.WriteLine($"mailfront ctl: no server answers at {_path}: {Explain(failure)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Console.Error.WriteLine($"mailfront ctl: no answer from {_path} within {_patience.TotalSeconds} s");
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string ErrorOf(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return document.RootElement.TryGetProperty("error", out var error) ? error.GetString() ?? string.Empty : answer;
    }

    private static string Explain(HttpRequestException failure) => failure.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "permission denied; run it as the user of the server, or as root",
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => "nobody listens; is it running?",
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => "no such socket; is it running, and is the folder there?",
        { } inner => inner.Message,
        null => failure.Message,
    };

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
