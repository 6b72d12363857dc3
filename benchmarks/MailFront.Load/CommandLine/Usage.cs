namespace MailFront.Load.CommandLine;

/// <summary>What the program can do, for people.</summary>
internal static class Usage
{
    /// <summary>The text.</summary>
    public const string Text = """
        usage: MailFront.Load login|hold|park|relay|ping --server 127.0.0.1:PORT [options]      (loopback only)
          --protocol imap|pop3   --mode plain|tls|starttls   --connections N   --time S   --warmup S   --timeout S
          --users user%d   --password pw%d   --count 10000   --sources N (addresses of 127.30/16)   --mss BYTES (0: loopback's)
          login: --rate R     open loop, Poisson arrivals (--seed N), latency from the intended start
          relay: --kib N      size of a message;   hold: --kib N one fetch before resting
          park                wrong passwords (--password) that wait for their answer; set failedloginpause above setup + --time
          hold, park, relay, ping: --concurrency N       sessions opened at a time
          --pid PID[,PID]     the measured processes (children included)   --partner-pid PID[,PID]   not noise, not measured
          --stub 127.0.0.1:PORT  compare logins with the stub's own count
          --json FILE         append the result as one line   --label NAME=VALUE[,NAME=VALUE]
        MailFront.Load backend [--imap 127.0.0.11-18:PORT] [--pop3 …] [--http 127.0.0.1:PORT] [--sasl PATH] [--proxy USER:PASSWORD]
        MailFront.Load tell --server ADDRESS:PORT --users NAME,NAME[,NAME] [--protocol pop3] [--password P] [--rounds 200] [--parallel 16]
        MailFront.Load flood --server 127.0.0.1:PORT [--rate 2000] [--time 10] [--open 4000] [--timeout 5]    (TLS hellos only)
        MailFront.Load table FILE [--reference nginx]
        MailFront.Load selftest
        """;
}
