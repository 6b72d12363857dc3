using System.Net.Sockets;

namespace MailFront.Load.Stub;

/// <summary>Moves bytes between one socket and its dialogue until either ends.</summary>
internal static class StubConnection
{
    private const int InitialBytes = 1024;
    private const int MaxBytes = 64 * 1024;

    /// <summary>Serves the connection and closes it; never fails.</summary>
    public static async Task ServeAsync(Socket socket, IStubDialogue dialogue)
    {
        using (socket)
        {
            try
            {
                await TalkAsync(socket, dialogue);
            }
            catch (SocketException)
            {
                // The other side is gone, which is its right.
            }
        }
    }

    private static async Task TalkAsync(Socket socket, IStubDialogue dialogue)
    {
        var output = new StubOutput();
        var input = new byte[InitialBytes];
        var length = 0;
        dialogue.Greet(output);
        while (true)
        {
            await FlushAsync(socket, output);
            if (dialogue.IsOver)
            {
                return;
            }

            if (length == input.Length)
            {
                if (length >= MaxBytes)
                {
                    return;
                }

                Array.Resize(ref input, length * 2);
            }

            var count = await socket.ReceiveAsync(input.AsMemory(length), SocketFlags.None);
            if (count == 0)
            {
                return;
            }

            length += count;
            var at = 0;
            while (at < length && !dialogue.IsOver && dialogue.Answer(input.AsSpan(at, length - at), output) is > 0 and var used)
            {
                at += used;
                if (output.MustFlush)
                {
                    await FlushAsync(socket, output);
                }
            }

            input.AsSpan(at, length - at).CopyTo(input);
            length -= at;
        }
    }

    private static async ValueTask FlushAsync(Socket socket, StubOutput output)
    {
        if (output.IsEmpty)
        {
            return;
        }

        if (output.HasBody)
        {
            await socket.SendAsync(output.Segments(), SocketFlags.None);
        }
        else
        {
            await socket.SendAsync(output.Text, SocketFlags.None);
        }

        output.Clear();
    }
}
