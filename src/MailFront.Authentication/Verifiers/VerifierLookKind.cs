namespace MailFront.Authentication.Verifiers;

/// <summary>What the cache knows of a credential.</summary>
internal enum VerifierLookKind
{
    /// <summary>Nothing. The default, so that nothing is accepted by accident.</summary>
    Nothing,

    /// <summary>It was right a short while ago.</summary>
    Right,

    /// <summary>It was right a short while ago, but where the user lives is to be asked again.</summary>
    RightAndDue,

    /// <summary>It was wrong a short while ago.</summary>
    Wrong,

    /// <summary>It was wrong, but long enough ago to ask again if the user's turn allows it.</summary>
    WrongAndDue,
}
