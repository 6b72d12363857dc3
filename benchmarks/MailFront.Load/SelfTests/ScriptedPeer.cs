using System.Net.Security;
using System.Text;

namespace MailFront.Load.SelfTests;

/// <summary>The script's view of one connection.</summary>
internal sealed class ScriptedPeer(Stream stream)
{
    private Stream _stream = stream;

    /// <summary>Sends text.</summary>
    public Task SayAsync(string text) => _stream.WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();

    /// <summary>Sends a line and its CRLF.</summary>
    public Task SayLineAsync(string text) => SayAsync(text + "\r\n");

    /// <summary>Reads one line; empty at the end.</summary>
    public async Task<string> HearAsync()
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (await _stream.ReadAsync(one) == 1 && one[0] != '\n')
        {
            text.Append((char)one[0]);
        }

        return text.ToString().TrimEnd('\r');
    }

    /// <summary>Reads a command and answers it with its own tag.</summary>
    public async Task AnswerAsync(string answer)
    {
        var command = await HearAsync();
        await SayLineAsync($"{command.Split(' ')[0]} {answer}");
    }

    /// <summary>Begins TLS.</summary>
    public async Task SecureAsync() => _stream = await ScriptedServer.SecureAsync(_stream);

    /// <summary>Closes with a TLS farewell, where there is TLS.</summary>
    public Task ShutdownAsync() => _stream is SslStream tls ? tls.ShutdownAsync() : Task.CompletedTask;
}
