namespace MailFront.Transport.Listening;

/// <summary>One descriptor passed by systemd.</summary>
/// <param name="Descriptor">Its number, from 3.</param>
/// <param name="Name">FileDescriptorName= of the socket unit; <c>unknown</c> when systemd gave none.</param>
public readonly record struct InheritedSocket(int Descriptor, string Name);
