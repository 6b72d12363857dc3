namespace MailFront.Defence.Login;

/// <summary>
/// How one login ended, in keyed hashes only: what one node tells another. It means something only to a history under the same hash key, fed with
/// fingerprints under the same fingerprint key.
/// </summary>
/// <param name="User">The user.</param>
/// <param name="Pair">The user at the place.</param>
/// <param name="Source">Where from.</param>
/// <param name="Password">The password alone (<see cref="LoginFacts.PasswordFingerprint"/>); 0 when there was none.</param>
/// <param name="Result">How it ended.</param>
/// <param name="HasLocation">False when the user has no backend.</param>
public readonly record struct LoginObservation(ulong User, ulong Pair, SourceKeys Source, ulong Password, LoginResult Result, bool HasLocation)
{
    internal uint UserTag => (uint)(User >> 32);

    // A credential without a fingerprint counts once for each user and place.
    internal uint PasswordTag => (uint)((Password == 0 ? Pair : Password) >> 32);

    // Both halves were hashed under keys; the product mixes them so that equal passwords of two users look different.
    internal ulong CredentialHash => unchecked((User ^ ulong.RotateLeft(Password, 17)) * 0x9E37_79B9_7F4A_7C15);

    internal Alarm.AlarmKey AlarmKey => new(Pair, Source.Site == 0 ? Source.Place : Source.Site, User);
}
