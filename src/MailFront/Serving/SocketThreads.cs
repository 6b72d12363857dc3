namespace MailFront.Serving;

/// <summary>How the runtime runs what follows a socket's completion (docs/adr/0004).</summary>
internal static class SocketThreads
{
    // Read once by System.Net.Sockets, when the first socket is made; there is no API for it.
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Lets continuations run on the threads that wait for sockets, unless the operator has decided. Call before any socket is made.</summary>
    public static void RunContinuationsInline()
    {
        if (Environment.GetEnvironmentVariable(Variable) is null)
        {
            Environment.SetEnvironmentVariable(Variable, "1");
        }
    }
}
