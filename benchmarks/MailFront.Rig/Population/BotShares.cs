namespace MailFront.Rig.Population;

/// <summary>Shares of a botnet's guesses, each 0 to 1.</summary>
/// <param name="RealUsers">With the name of a user who exists.</param>
/// <param name="Dictionary">With a password of a dictionary of 200; the others are unique.</param>
/// <param name="Leave">Whose bot hangs up after LOGIN.</param>
/// <param name="Hold">Whose bot stays after the answer.</param>
internal sealed record BotShares(double RealUsers, double Dictionary, double Leave, double Hold);
