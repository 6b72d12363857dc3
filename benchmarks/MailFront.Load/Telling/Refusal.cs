namespace MailFront.Load.Telling;

/// <summary>One refused login as a client sees it.</summary>
/// <param name="Milliseconds">From the credential's last byte sent to the answer's last byte received.</param>
/// <param name="Bytes">Length of the answer.</param>
/// <param name="Segments">Reads that the answer came in.</param>
/// <param name="Closes">1 when the server has closed behind the answer, else 0.</param>
internal sealed record Refusal(double Milliseconds, double Bytes, double Segments, double Closes);
