using MailFront.Defence.Lists;

namespace MailFront.Lists;

/// <summary>Is told of bans that an operator makes and lifts here.</summary>
internal interface IBanNews
{
    /// <summary>A ban was made; sessions end too when <paramref name="kick"/> says so.</summary>
    void Banned(Ban ban, bool kick);

    /// <summary>A ban was lifted.</summary>
    void Unbanned(BanTarget target);
}
