using MailFront.Defence.Login;

namespace MailFront.UnitTests.Authentication.Simulation;

/// <summary>
/// What the defence can know without being told who is a bot. Known: the user has logged in from this prefix. Suspect: the directory has no such user, the
/// source has failed, the very credential has failed, or the password has failed for several users. Else new.
/// </summary>
internal sealed class Classifier
{
    private const int UsersOfASpray = 3;

    private readonly HashSet<(int User, int Source)> _proven = [];
    private readonly HashSet<int> _failedSources = [];
    private readonly HashSet<(int User, int Password)> _failedCredentials = [];
    private readonly Dictionary<int, HashSet<int>> _failedPasswords = [];

    public Classifier()
    {
        for (int user = 0; user < Population.Users; user++)
        {
            foreach (int place in Population.PlacesOf(user))
            {
                _proven.Add((user, place));
            }
        }
    }

    public bool IsProven(SimulatedLogin login) => _proven.Contains((login.User, login.Source));

    public LoginClass Classify(SimulatedLogin login)
    {
        if (_failedCredentials.Contains((login.User, login.Password)))
        {
            return LoginClass.Suspect;
        }

        if (IsProven(login))
        {
            return LoginClass.Known;
        }

        if (login.User < 0)
        {
            // The directory alone says that this password must fail: evidence that costs no checker.
            Failed(login);
            return LoginClass.Suspect;
        }

        bool isSprayed = _failedPasswords.TryGetValue(login.Password, out HashSet<int>? users) && users.Count >= UsersOfASpray;
        return isSprayed || _failedSources.Contains(login.Source) ? LoginClass.Suspect : LoginClass.New;
    }

    public void Succeeded(SimulatedLogin login) => _proven.Add((login.User, login.Source));

    public void Failed(SimulatedLogin login)
    {
        _failedCredentials.Add((login.User, login.Password));
        if (!IsProven(login))
        {
            _failedSources.Add(login.Source);
        }

        if (!_failedPasswords.TryGetValue(login.Password, out HashSet<int>? users))
        {
            _failedPasswords.Add(login.Password, users = []);
        }

        users.Add(login.User);
    }
}
