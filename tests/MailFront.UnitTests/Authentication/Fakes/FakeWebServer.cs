using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MailFront.UnitTests.Authentication.Fakes;

/// <summary>An HTTP service on a loopback port that keeps each request, octet by octet, and answers all of them with the same octets.</summary>
internal sealed class FakeWebServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<string> _requests = [];
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly string? _reply;
    private readonly Task _serving;

    /// <summary>Serves; with null nothing is ever answered.</summary>
    public FakeWebServer(string? reply)
    {
        _reply = reply;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _serving = AcceptAsync();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/";

    public static string Reply(string headers, string body = "", int status = 200) =>
        $"HTTP/1.1 {status} X\r\n{headers}Content-Length: {Encoding.Latin1.GetByteCount(body)}\r\n\r\n{body}";

    /// <summary>The next request that has arrived, head and body.</summary>
    public async Task<string> NextAsync()
    {
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30)), "no request came");
        lock (_requests)
        {
            string request = _requests[0];
            _requests.RemoveAt(0);
            return request;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stopping.Dispose();
        _arrived.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> serving = [];
        try
        {
            while (true)
            {
                serving.Add(ServeAsync(await _listener.AcceptAsync(_stopping.Token)));
            }
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[8192];
        using (client)
        {
            try
            {
                int received;
                while ((received = await client.ReceiveAsync(buffer.AsMemory(), _stopping.Token)) > 0)
                {
                    text.Append(Encoding.Latin1.GetString(buffer, 0, received));
                    if (IsWhole(text.ToString()))
                    {
                        lock (_requests)
                        {
                            _requests.Add(text.ToString());
                        }

                        text.Clear();
                        _arrived.Release();
                        await client.SendAsync(Encoding.UTF8.GetBytes(_reply ?? string.Empty), _stopping.Token);
                    }
                }
            }
            catch (Exception failure) when (failure is SocketException or OperationCanceledException)
            {
                // The client left, or the test is over.
            }
        }
    }

    private static bool IsWhole(string text)
    {
        const string LengthName = "Content-Length: ";
        int head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        int length = head < 0 ? -1 : text.IndexOf(LengthName, StringComparison.Ordinal);
        int body = length < 0 ? 0 : int.Parse(text[(length + LengthName.Length)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
        return head >= 0 && text.Length >= head + 4 + body;
    }
}
