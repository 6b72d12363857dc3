using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// Which class may take a free slot. A wrong password holds its slot for seconds and cannot be called back, so some slots must never be given to
/// others than known logins (a hard reserve), and some of the rest never to suspects. Each class may borrow what those below it may use.
/// </summary>
/// <param name="reservedForKnown">Part of the slots kept for known logins, 0 to 1; at least one slot of two or more, unless 0.</param>
internal sealed class SlotShares(double reservedForKnown)
{
    // Of the slots that are not reserved, suspects leave a quarter, at least one, free for new logins.
    private const int NewPart = 4;

    /// <summary>Whether a login of this class may start now; <paramref name="areNewcomersBad"/> when new logins are mostly wrong lately.</summary>
    public bool Allows(LoginClass loginClass, SlotUse use, bool areNewcomersBad)
    {
        if (use.Known + use.New + use.Suspect >= use.Limit)
        {
            return false;
        }

        if (loginClass is LoginClass.Known or LoginClass.Verified)
        {
            return true;
        }

        // A slow known login is most likely a mistyped password: it takes from the others' part, so that the reserve stays whole. One more slot is
        // kept when new logins fail as a rule, for then they hold all that they may at all times.
        int forNew = Math.Max(1, use.Limit - Reserved(use.Limit) - (areNewcomersBad ? 1 : 0));
        int forSuspects = Math.Max(1, forNew - Math.Max(1, forNew / NewPart));
        return use.SlowKnown + use.New + use.Suspect < (loginClass == LoginClass.Suspect ? forSuspects : forNew);
    }

    /// <summary>Slots of <paramref name="limit"/> that only known logins may use; never the last one.</summary>
    public int Reserved(int limit) => Math.Min(limit - 1, (int)Math.Ceiling(limit * reservedForKnown));
}
