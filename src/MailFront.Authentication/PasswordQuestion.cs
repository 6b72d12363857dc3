using System.Net;
using MailFront.Protocol;

namespace MailFront.Authentication;

/// <summary>What a checker is asked: is this the user's password? The asker keeps ownership of the secret.</summary>
/// <param name="User">Canonical user name (lower-cased, default domain stripped, checked characters).</param>
/// <param name="Password">The secret the client sent.</param>
/// <param name="Service">Service name as saslauthd and PAM know it: <c>imap</c> or <c>pop</c>.</param>
/// <param name="Source">Address of the client; null behind a unix socket.</param>
public sealed record PasswordQuestion(string User, Secret Password, string Service, IPAddress? Source);
