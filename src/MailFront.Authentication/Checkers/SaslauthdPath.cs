namespace MailFront.Authentication.Checkers;

/// <summary>Where saslauthd listens.</summary>
public static class SaslauthdPath
{
    /// <summary>Where distributions put it; upstream's own default is <c>/var/state/saslauthd/mux</c>.</summary>
    public const string Default = "/run/saslauthd/mux";

    private const string SocketName = "mux";

    /// <summary>
    /// The socket for a value of <c>sasl_saslauthd_path</c>. libsasl takes the value as it stands; a directory can never be right there, and is what
    /// saslauthd's own <c>-m</c> takes, so it stands for the socket in it.
    /// </summary>
    public static string Resolve(string? configured)
    {
        string path = string.IsNullOrEmpty(configured) ? Default : configured;
        return System.IO.Directory.Exists(path) ? Path.Combine(path, SocketName) : path;
    }
}
