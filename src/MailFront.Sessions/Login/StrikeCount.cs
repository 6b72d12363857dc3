namespace MailFront.Sessions.Login;

/// <summary>
/// Counts lines that are no commands, and tells when to give up. A browser or a mail server sent here by an attacker (ALPACA,
/// CVE-2021-3618) is met with nothing but an early close.
/// </summary>
internal sealed class StrikeCount
{
    // Before anything sensible was said: someone else's protocol.
    private const int MaxAtStart = 3;

    // Cyrus ends a session after ten syntax errors in a row (imapd.c:cmdloop).
    private const int MaxInARow = 10;

    private int _inARow;
    private bool _spokeOurProtocol;

    /// <summary>A line was a command.</summary>
    public void Forgive()
    {
        _inARow = 0;
        _spokeOurProtocol = true;
    }

    /// <summary>A line was none. True when it is enough.</summary>
    public bool Strike() => ++_inARow >= (_spokeOurProtocol ? MaxInARow : MaxAtStart);

    /// <summary>True until the first line that was a command.</summary>
    public bool IsFirstLine => !_spokeOurProtocol && _inARow == 0;
}
