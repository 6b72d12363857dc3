namespace MailFront;

/// <summary>Exit codes of <c>mailfront</c>; documented in docs/operating.md.</summary>
public static class ExitCode
{
    /// <summary>Done; <c>serve</c>: stopped in an orderly way.</summary>
    public const int Success = 0;

    /// <summary><c>check</c>: warnings; other commands: nothing found or nothing done.</summary>
    public const int Warnings = 1;

    /// <summary><c>check</c>: errors; other commands: the arguments or the input are wrong.</summary>
    public const int Errors = 2;

    /// <summary><c>serve</c>: the configuration has errors (EX_CONFIG of sysexits.h).</summary>
    public const int BadConfiguration = 78;

    /// <summary><c>serve</c>: no listener could be opened (EX_OSERR of sysexits.h).</summary>
    public const int CannotListen = 71;

    /// <summary><c>serve</c>: a bug; the log has the exception (EX_SOFTWARE of sysexits.h).</summary>
    public const int InternalError = 70;

    /// <summary><c>serve</c>: sessions were still open when the shutdown deadline passed and were cut.</summary>
    public const int ShutdownForced = 75;
}
