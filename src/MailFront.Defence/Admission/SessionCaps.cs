namespace MailFront.Defence.Admission;

/// <summary>How many sessions may be open at once; 0 for no cap.</summary>
/// <param name="PerHost">From one client address (<c>maxlogins_per_host</c>).</param>
/// <param name="PerUser">Of one user (<c>maxlogins_per_user</c>).</param>
public readonly record struct SessionCaps(int PerHost, int PerUser);
