namespace MailFront.Rig;

/// <summary>What the program can do, for people.</summary>
internal static class RigUsage
{
    /// <summary>The text.</summary>
    public const string Text = """
        usage: MailFront.Rig slowauth --socket PATH [--control 127.0.0.1:PORT] [--workers 5] [--right-ms 15] [--wrong-ms 2000]
                 [--backlog 32] [--users 2000]
                 a saslauthd: each worker takes one question at a time and is free when the asker has closed
        MailFront.Rig attack --server 127.0.0.1:PORT [options]     (loopback only)
          --users 2000  --devices 3  --rate 20 (logins/s)  --known 0.2  --new 0.1  --typos 0.02  --stale 20  --stale-period 60
          --webmail 300  --nat 500                         users behind one webmail and one NAT address
          --bots R      guesses/s; 0: nobody attacks       --bot-sources 20000   --bot-real 0.5   --bot-dictionary 0.9
          --bot-leave 0.3  --bot-hold 0.3  --bot-hold-time 30   share that hangs up after LOGIN, that stays after the answer
          --warm 6000   devices that log in once before    --warm-connections 16
          --lead 10     seconds of attack before the measured window   --time 60   --patience 30   --retry 0   --seed 1
          --slowauth 127.0.0.1:PORT   its counters         --pid PID[,PID]   processes of the server that is measured
          --target NAME --load NAME --json FILE            append the result as one line
        MailFront.Rig table FILE
        MailFront.Rig eviction [--csv FILE] [--svg FILE] [--seed 1]     who goes when it is full: four rules, simulated
        MailFront.Rig selftest
        """;
}
