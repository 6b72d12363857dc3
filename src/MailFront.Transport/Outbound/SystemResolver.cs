using System.Net;

namespace MailFront.Transport.Outbound;

/// <summary>
/// The system's name service. It blocks, and the runtime would let it block threads of the pool, on which every session depends: while a name
/// server is silent, a few names would hold them all. So each question has a thread of its own; <see cref="AddressCache"/> bounds their number.
/// </summary>
internal static class SystemResolver
{
    /// <summary>The addresses of <paramref name="name"/>, or the exceptions of <see cref="Dns.GetHostAddresses(string)"/>.</summary>
    public static Task<IPAddress[]> AskAsync(string name)
    {
        var answer = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Ask(name, answer)) { IsBackground = true, Name = "names" }.Start();
        return answer.Task;
    }

    private static void Ask(string name, TaskCompletionSource<IPAddress[]> answer)
    {
        try
        {
            answer.SetResult(Dns.GetHostAddresses(name));
        }
        catch (Exception failure)
        {
            // Of any kind: an exception that leaves a thread ends the process. The asker knows what to make of it.
            answer.SetException(failure);
        }
    }
}
