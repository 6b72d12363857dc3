using MailFront.Protocol;

namespace MailFront.Authentication.Names;

/// <summary>What <see cref="LoginNames"/> made of two names.</summary>
/// <param name="IsName">False when the first name is no user name.</param>
/// <param name="User">Whose proof it is; canonical.</param>
/// <param name="ActsAs">Who is logged in once the proof is right; canonical.</param>
/// <param name="Detail">The <c>+detail</c> cut from the name of the latter; null when there was none.</param>
/// <param name="MayAct">False when <paramref name="User"/> may not act as <paramref name="ActsAs"/>; told to nobody before the proof is right.</param>
public readonly record struct LoginIdentity(bool IsName, string User, string ActsAs, string? Detail, bool MayAct)
{
    /// <summary>True when an admin acts as somebody else.</summary>
    public bool IsProxied => MayAct && User != ActsAs;

    /// <summary>
    /// The name for the backend: with the detail in POP3, where it names a folder (cyrus <c>popsubfolders</c>), without it in IMAP
    /// (<c>imapmagicplus</c>).
    /// </summary>
    public string BackendName(MailProtocol protocol)
    {
        if (protocol != MailProtocol.Pop3 || Detail is null)
        {
            return ActsAs;
        }

        var at = ActsAs.LastIndexOf('@');
        return at < 0 ? ActsAs + Detail : ActsAs.Insert(at, Detail);
    }
}
