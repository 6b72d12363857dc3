using MailFront.Defence.Login;

namespace MailFront.Authentication.Lanes.Scheduling;

/// <summary>
/// Which class may take a free slot. A wrong password holds its slot for seconds and cannot be called back, so some slots must never be given to
/// others than known logins (a hard reserve), and some of the rest never to suspects. Whatever is not reserved anybody may borrow.
/// </summary>
/// <param name="reservedForKnown">Part of the slots kept for known logins, 0 to 1; at least one slot of two or more, unless 0.</param>
internal sealed class SlotShares(double reservedForKnown)
{
    // Of the slots that are not reserved, suspects leave a quarter, at least one, to new logins.
    private const int NewPart = 4;

    /// <summary>Whether a login of this class may start now.</summary>
    public bool Allows(LoginClass loginClass, SlotUse use)
    {
        if (use.Known + use.New + use.Suspect >= use.Limit)
        {
            return false;
        }

        if (loginClass is LoginClass.Known or LoginClass.Verified)
        {
            return true;
        }

        // A slow known login is most likely a mistyped password: it takes from the others' part, so that the reserve stays whole.
        int forOthers = use.Limit - Reserved(use.Limit);
        if (use.SlowKnown + use.New + use.Suspect >= forOthers)
        {
            return false;
        }

        return loginClass != LoginClass.Suspect || use.Suspect < Math.Max(1, forOthers - Math.Max(1, forOthers / NewPart));
    }

    /// <summary>Slots of <paramref name="limit"/> that only known logins may use; never the last one.</summary>
    public int Reserved(int limit) => Math.Min(limit - 1, (int)Math.Ceiling(limit * reservedForKnown));
}
