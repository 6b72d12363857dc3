namespace MailFront.Defence.Login;

/// <summary>What past logins say of the next.</summary>
/// <param name="Class">In which class it is asked about.</param>
/// <param name="Because">All that spoke against it, whether it was decisive or not.</param>
public readonly record struct LoginAssessment(LoginClass Class, EvidenceKinds Because);
