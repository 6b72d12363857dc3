namespace MailFront.Authentication.PasswdFiles;

/// <summary>Why a line of a passwd-file is not used.</summary>
/// <param name="Line">Counted from 1.</param>
/// <param name="Reason">In words, without a word of the line itself.</param>
internal readonly record struct PasswdComplaint(int Line, string Reason);
