using static MailFront.Configuration.Options.MailFrontOptionKind;

namespace MailFront.Configuration.Options;

/// <summary>The table of MailFront's own options: name, form, default, range, meaning. docs/configuration.md lists the same names.</summary>
internal static class MailFrontOptions
{
    public static readonly MailFrontOption Routing =
        new("mailfront_routing", Word, "user", "Whole sessions go to the user's backend, or each command to the mailbox's.")
        { Words = ["user", "mailbox"] };
    public static readonly MailFrontOption Directory =
        new("mailfront_directory", Word, "sqlite", "Where locations are kept.")
        { Words = ["sqlite", "postgresql", "mupdate"] };
    public static readonly MailFrontOption DirectoryPath =
        new("mailfront_directory_path", MailFrontOptionKind.Path, "{configdirectory}/mailfront.db", "File of the SQLite directory.");
    public static readonly MailFrontOption DirectoryConnection =
        new("mailfront_directory_connection", Hidden, "", "Connection string of the PostgreSQL directory.")
        { IsServed = false };
    public static readonly MailFrontOption EvidenceFile =
        new("mailfront_evidence_file", MailFrontOptionKind.Path, "{configdirectory}/mailfront.evidence", "Where evidence of past logins is kept over a restart; off: nowhere.");
    public static readonly MailFrontOption FleetConnection =
        new("mailfront_fleet_connection", Hidden, "", "Connection string of the PostgreSQL through which nodes tell each other what they know.");
    public static readonly MailFrontOption FleetPasswordFile =
        new("mailfront_fleet_password_file", MailFrontOptionKind.Path, "", "File with the password for mailfront_fleet_connection.");
    public static readonly MailFrontOption FleetSecretFile =
        new("mailfront_fleet_secret_file", MailFrontOptionKind.Path, "", "File with the secret that all nodes of a fleet share.");
    public static readonly MailFrontOption Backend = new("mailfront_backend_", Text, "", "A backend: where it listens and how to log in there.");
    public static readonly MailFrontOption BackendLoginRate =
        new("mailfront_backend_login_rate", Number, "0", "Logins a second at each backend; 0: no limit while it is well.")
        { Minimum = "0", Maximum = "100000" };
    public static readonly MailFrontOption BackendLoginConnections =
        new("mailfront_backend_login_connections", Number, "0", "Logins under way at once at each backend; 0: no limit while it is well.")
        { Minimum = "0", Maximum = "100000" };
    public static readonly MailFrontOption BackendLoginHold =
        new("mailfront_backend_login_hold", Duration, "30s", "How long a login may wait for its turn at a backend; 0: not at all.")
        { Minimum = "0s", Maximum = "10m" };
    public static readonly MailFrontOption BackendLoginQueue =
        new("mailfront_backend_login_queue", Number, "20000", "Logins that may wait for their turn at backends, half of them for one backend.")
        { Minimum = "2", Maximum = "1000000" };
    public static readonly MailFrontOption BackendSourceAddresses =
        new("mailfront_backend_source_addresses", MailFrontOptionKind.Words, "", "Own addresses from which backends are connected to, in turn.");
    public static readonly MailFrontOption DisconnectSpread =
        new("mailfront_disconnect_spread", Duration, "30s", "Longest time over which the clients of a dead backend are let go; 0: at once.")
        { Minimum = "0s", Maximum = "10m" };
    public static readonly MailFrontOption DefaultBackend =
        new("mailfront_default_backend", MailFrontOptionKind.Words, "", "Backends of users without an entry, by consistent hash of the user name.");

    public static readonly MailFrontOption PasswdFile =
        new("mailfront_passwd_file", MailFrontOptionKind.Path, "", "Users and password hashes, for sasl_pwcheck_method: passwd-file.");
    public static readonly MailFrontOption CheckerConcurrency =
        new("mailfront_checker_concurrency", Number, "5", "Password questions under way at once.")
        { Minimum = "1", Maximum = "1024" };
    public static readonly MailFrontOption CheckerDeadline =
        new("mailfront_checker_deadline", Duration, "10s", "Time a password checker has to answer.")
        { Minimum = "1s", Maximum = "2m" };
    public static readonly MailFrontOption CheckerQueue =
        new("mailfront_checker_queue", Number, "256", "Password questions that may wait.")
        { Minimum = "1", Maximum = "65536" };
    public static readonly MailFrontOption VerifierTtl =
        new("mailfront_verifier_ttl", Duration, "1h", "How long a right password is accepted without asking; 0: never.")
        { Minimum = "0s", Maximum = "1d" };
    public static readonly MailFrontOption VerifierWrongTtl =
        new("mailfront_verifier_wrong_ttl", Duration, "2m", "How long a wrong password is refused without asking; 0: never.")
        { Minimum = "0s", Maximum = "1h" };
    public static readonly MailFrontOption VerifierLocationTtl =
        new("mailfront_verifier_location_ttl", Duration, "1m", "How long a backend that a checker named is believed without asking; 0: never.")
        { Minimum = "0s", Maximum = "1d" };
    public static readonly MailFrontOption VerifierEntries =
        new("mailfront_verifier_entries", Number, "100000", "Right passwords remembered, and wrong ones.")
        { Minimum = "100", Maximum = "10000000" };
    public static readonly MailFrontOption CheckerReserved =
        new("mailfront_checker_reserved", Number, "30", "Percent of the questions at once kept for known users.")
        { Minimum = "0", Maximum = "90" };
    public static readonly MailFrontOption CheckerSuspectShare =
        new("mailfront_checker_suspect_share", Number, "40", "Percent of the checkers' time that suspects may use.")
        { Minimum = "5", Maximum = "100" };

    public static readonly MailFrontOption LdapUri =
        new("mailfront_ldap_uri", MailFrontOptionKind.Words, "", "LDAP servers, for sasl_pwcheck_method: ldap.");
    public static readonly MailFrontOption LdapStartTls =
        new("mailfront_ldap_starttls", Word, "off", "Whether ldap:// connections begin with StartTLS.")
        { Words = ["off", "on"] };
    public static readonly MailFrontOption LdapTlsVerify =
        new("mailfront_ldap_tls_verify", Word, "on", "Whether the servers' certificates are verified.")
        { Words = ["on", "off"] };
    public static readonly MailFrontOption LdapCaFile =
        new("mailfront_ldap_ca_file", MailFrontOptionKind.Path, "", "Roots to trust for LDAP servers, instead of the system's.");
    public static readonly MailFrontOption LdapBindDn =
        new("mailfront_ldap_bind_dn", Text, "", "DN of a user's entry, to bind without a search.");
    public static readonly MailFrontOption LdapBase = new("mailfront_ldap_base", Text, "", "Where the search for a user's entry begins.");
    public static readonly MailFrontOption LdapFilter = new("mailfront_ldap_filter", Text, "(uid=%u)", "What a user's entry is like.");
    public static readonly MailFrontOption LdapScope =
        new("mailfront_ldap_scope", Word, "sub", "How far below the base the search goes.")
        { Words = ["sub", "one", "base"] };
    public static readonly MailFrontOption LdapSearchDn = new("mailfront_ldap_search_dn", Text, "", "Who searches; not set: anonymous.");
    public static readonly MailFrontOption LdapSearchPassword = new("mailfront_ldap_search_password", Hidden, "", "Password of mailfront_ldap_search_dn.");
    public static readonly MailFrontOption LdapSearchPasswordFile =
        new("mailfront_ldap_search_password_file", MailFrontOptionKind.Path, "", "File with the password of mailfront_ldap_search_dn.");

    public static readonly MailFrontOption SqlConnection =
        new("mailfront_sql_connection", Hidden, "", "Connection string of PostgreSQL, for sasl_pwcheck_method: sql.");
    public static readonly MailFrontOption SqlPasswordFile =
        new("mailfront_sql_password_file", MailFrontOptionKind.Path, "", "File with the password for mailfront_sql_connection.");
    public static readonly MailFrontOption SqlQuery =
        new("mailfront_sql_query", Text, "SELECT password FROM mailfront_users WHERE username = @user", "Finds the stored password of a user.");
    public static readonly MailFrontOption SaslauthdClientAddress =
        new("mailfront_saslauthd_client_address", Word, "off", "Whether saslauthd reads the client's address as a fifth string.")
        { Words = ["off", "on"] };
    public static readonly MailFrontOption ImapChecker =
        new("mailfront_imap_checker", Text, "", "IMAP servers that are asked about passwords by logging in.");
    public static readonly MailFrontOption AuthHttpUrl =
        new("mailfront_auth_http_url", MailFrontOptionKind.Words, "", "HTTP services that are asked about passwords as nginx' auth_http does.");
    public static readonly MailFrontOption AuthHttpHeader =
        new("mailfront_auth_http_header", Hidden, "", "A further header for them, Name: value.");
    public static readonly MailFrontOption AuthHttpHeaderFile =
        new("mailfront_auth_http_header_file", MailFrontOptionKind.Path, "", "File with that header.");
    public static readonly MailFrontOption DovecotAuthSocket =
        new("mailfront_dovecot_auth_socket", MailFrontOptionKind.Path, "/run/dovecot/auth-client", "Socket for auth clients of Dovecot's auth process.");
    public static readonly MailFrontOption PolicyUrl =
        new("mailfront_policy_url", Text, "", "Policy server (weakforced, Dovecot's auth policy) that is asked before the checkers.");
    public static readonly MailFrontOption PolicyHeader =
        new("mailfront_policy_header", Hidden, "", "Header with its API key: Name: value, or the value of X-API-Key.");
    public static readonly MailFrontOption PolicyHeaderFile =
        new("mailfront_policy_header_file", MailFrontOptionKind.Path, "", "File with that header.");
    public static readonly MailFrontOption PolicyNonce =
        new("mailfront_policy_nonce", Hidden, "", "Mixed into the hash of passwords; the same on all frontends of a site.");
    public static readonly MailFrontOption PolicyNonceFile =
        new("mailfront_policy_nonce_file", MailFrontOptionKind.Path, "", "File with the nonce.");
    public static readonly MailFrontOption PolicyHashTruncate =
        new("mailfront_policy_hash_truncate", Number, "12", "Bits of the hash that are told; 0: all.")
        { Minimum = "0", Maximum = "256" };
    public static readonly MailFrontOption PolicyRejectOnFail =
        new("mailfront_policy_reject_on_fail", Word, "off", "Whether a login without advice gets a temporary failure.")
        { Words = ["off", "on"] };
    public static readonly MailFrontOption PolicyLogOnly =
        new("mailfront_policy_log_only", Word, "off", "Whether advice is only logged.")
        { Words = ["off", "on"] };
    public static readonly MailFrontOption PolicyCheckVerified =
        new("mailfront_policy_check_verified", Word, "off", "Whether logins with a remembered password wait for advice too.")
        { Words = ["off", "on"] };
    public static readonly MailFrontOption Scram =
        new("mailfront_scram", Word, "auto", "When SCRAM is offered: when all entries of the passwd-file can answer it, when one can, or never.")
        { Words = ["auto", "yes", "no"] };
    public static readonly MailFrontOption ScramSecret =
        new("mailfront_scram_secret", Hidden, "", "Makes the SCRAM salts of users who have none; the same on all front doors.");
    public static readonly MailFrontOption ScramSecretFile =
        new("mailfront_scram_secret_file", MailFrontOptionKind.Path, "", "File with mailfront_scram_secret.");
    public static readonly MailFrontOption Apop =
        new("mailfront_apop", Word, "no", "Offer APOP in POP3 for passwords stored as {PLAIN}.")
        { Words = ["yes", "no"] };
    public static readonly MailFrontOption ExternalUser =
        new("mailfront_external_user", Word, "cn", "Where a client certificate names its user, for EXTERNAL.")
        { Words = ["cn", "email", "upn"], IsPerService = true };
    public static readonly MailFrontOption KerberosRealm =
        new("mailfront_krb5_realm", Text, "", "Realm whose users log in by GSSAPI.");
    public static readonly MailFrontOption KerberosKeytab =
        new("mailfront_krb5_keytab", MailFrontOptionKind.Path, "", "Keys of the services imap/host and pop/host, for GSSAPI.");
    public static readonly MailFrontOption OAuthJwksFile =
        new("mailfront_oauth_jwks_file", MailFrontOptionKind.Path, "", "Public keys (JWKS) that access tokens are signed with.");
    public static readonly MailFrontOption OAuthIntrospectionUrl =
        new("mailfront_oauth_introspection_url", Text, "", "Where access tokens are looked up (RFC 7662).");
    public static readonly MailFrontOption OAuthClientId =
        new("mailfront_oauth_client_id", Text, "", "MailFront's name at the introspection endpoint.");
    public static readonly MailFrontOption OAuthClientSecret =
        new("mailfront_oauth_client_secret", Hidden, "", "MailFront's password there.");
    public static readonly MailFrontOption OAuthClientSecretFile =
        new("mailfront_oauth_client_secret_file", MailFrontOptionKind.Path, "", "File with mailfront_oauth_client_secret.");
    public static readonly MailFrontOption OAuthIssuer =
        new("mailfront_oauth_issuer", Text, "", "Issuer (iss) a token must name.");
    public static readonly MailFrontOption OAuthAudience =
        new("mailfront_oauth_audience", Text, "", "Audience (aud) a token must be for.");
    public static readonly MailFrontOption OAuthScope =
        new("mailfront_oauth_scope", Text, "", "Scope a token must have.");
    public static readonly MailFrontOption OAuthUserClaim =
        new("mailfront_oauth_user_claim", Text, "email", "Claim of a token that names the user.");
    public static readonly MailFrontOption OAuthDeadline =
        new("mailfront_oauth_deadline", Duration, "5s", "Time the introspection endpoint has to answer.")
        { Minimum = "1s", Maximum = "1m" };

    public static readonly MailFrontOption ProxyHeaderDeadline =
        new("mailfront_proxy_header_deadline", Duration, "5s", "From accept to a whole PROXY header.")
        { Minimum = "1s", Maximum = "1m", IsPerService = true };
    public static readonly MailFrontOption HandshakeDeadline =
        new("mailfront_handshake_deadline", Duration, "10s", "Time for a TLS handshake.")
        { Minimum = "1s", Maximum = "2m", IsPerService = true };
    public static readonly MailFrontOption FirstCommandDeadline =
        new("mailfront_first_command_deadline", Duration, "20s", "From the greeting to a whole first command.")
        { Minimum = "1s", Maximum = "10m", IsPerService = true };
    public static readonly MailFrontOption CommandDeadline =
        new("mailfront_command_deadline", Duration, "30s", "From a command's first octet to its last, before login.")
        { Minimum = "1s", Maximum = "10m", IsPerService = true };
    public static readonly MailFrontOption LoginDeadline =
        new("mailfront_login_deadline", Duration, "60s", "From the greeting to a login.")
        { Minimum = "5s", Maximum = "30m", IsPerService = true };
    public static readonly MailFrontOption FailedDeadline =
        new("mailfront_failed_deadline", Duration, "10s", "What is left of a connection after a failed login was answered.")
        { Minimum = "1s", Maximum = "10m", IsPerService = true };
    public static readonly MailFrontOption MaxLoginFailures =
        new("mailfront_max_login_failures", Number, "3", "Failed logins on one connection before it is closed.")
        { Minimum = "1", Maximum = "100", IsPerService = true };
    public static readonly MailFrontOption PreLoginMaxLine =
        new("mailfront_prelogin_max_line", Size, "8192", "Longest line before login.")
        { Minimum = "512", Maximum = "65536", IsPerService = true };
    public static readonly MailFrontOption PreLoginMaxLiteral =
        new("mailfront_prelogin_max_literal", Size, "4096", "Longest literal before login.")
        { Minimum = "64", Maximum = "65536", IsPerService = true };
    public static readonly MailFrontOption SlowLogin =
        new("mailfront_slow_login", Duration, "1s", "A login that takes longer gets a line that tells where its time went.")
        { Minimum = "0s", Maximum = "10m", IsPerService = true };
    public static readonly MailFrontOption TlsSni =
        new("mailfront_tls_sni_", Text, "", "A further certificate: certificate file[,key file].")
        { IsPerService = true };

    public static readonly MailFrontOption MaxConnections =
        new("mailfront_max_connections", Number, "0", "Clients at once; 0: from the descriptor limit.")
        { Minimum = "0", Maximum = "10000000" };
    public static readonly MailFrontOption MaxPreLogin =
        new("mailfront_max_prelogin", Number, "0", "Clients at once that have not logged in; 0: half of all.")
        { Minimum = "0", Maximum = "10000000" };
    public static readonly MailFrontOption MaxHandshakes =
        new("mailfront_max_handshakes", Text, "auto", "TLS handshakes that compute at once, the others wait in classes; auto: from the processors; 0: no cap.");
    public static readonly MailFrontOption DeadlineScaling =
        new("mailfront_deadline_scaling", Number, "50", "Pressure in percent from which on the deadlines before login shrink; 100: never.")
        { Minimum = "0", Maximum = "100", IsPerService = true };
    public static readonly MailFrontOption TrustedProxies = new("mailfront_trusted_proxies", Networks, "", "Whose PROXY headers are believed.");
    public static readonly MailFrontOption Allow = new("mailfront_allow", Networks, "", "Who is let in whatever mailfront_deny says.");
    public static readonly MailFrontOption Deny = new("mailfront_deny", Networks, "", "Whose connections are reset at once, unless mailfront_allow names them.");
    public static readonly MailFrontOption AllowFile =
        new("mailfront_allow_file", MailFrontOptionKind.Path, "", "More of mailfront_allow: a network or user:NAME on each line; read again when it changes.");
    public static readonly MailFrontOption DenyFile =
        new("mailfront_deny_file", MailFrontOptionKind.Path, "", "More of mailfront_deny: a network or user:NAME on each line; read again when it changes.");
    public static readonly MailFrontOption BanMax =
        new("mailfront_ban_max", Number, "10000", "Bans at once; the soonest to expire makes room.")
        { Minimum = "1", Maximum = "1000000" };
    public static readonly MailFrontOption BanNftFile =
        new("mailfront_ban_nft_file", MailFrontOptionKind.Path, "", "File in which the bans are kept for nftables.");
    public static readonly MailFrontOption BanNftCommand =
        new("mailfront_ban_nft_command", Text, "", "Program that loads that file, such as nft -f; its name is added.");
    public static readonly MailFrontOption Blocklist =
        new("mailfront_dnsbl", MailFrontOptionKind.Words, "", "DNS block lists; a listed address makes unproven logins suspect.");
    public static readonly MailFrontOption BlocklistResolver =
        new("mailfront_dnsbl_resolver", Text, "", "address:port that is asked about them; not set: from /etc/resolv.conf.");
    public static readonly MailFrontOption Defence =
        new("mailfront_defence", Word, "enforce", "Whether verdicts are carried out, only logged, or not made.")
        { Words = ["enforce", "observe", "off"] };
    public static readonly MailFrontOption Rule = new("mailfront_rule_", Text, "", "A rule of one's own: condition => action [observe].");

    public static readonly MailFrontOption LogFormat =
        new("mailfront_log_format", Word, "classic", "Lines as Cyrus writes them, or JSON.")
        { Words = ["classic", "json"] };
    public static readonly MailFrontOption LogTarget = new("mailfront_log_target", Text, "stderr", "stderr, syslog, or a file.");
    public static readonly MailFrontOption DecisionLog =
        new("mailfront_decision_log", MailFrontOptionKind.Path, "", "File for decisions of the defence.");
    public static readonly MailFrontOption DecisionLogUsers =
        new("mailfront_decision_log_users", Word, "plain", "Whether user names stand in it as they are, or hashed under a key that dies with the process.")
        { Words = ["plain", "hashed"] };
    public static readonly MailFrontOption AdminSocket =
        new("mailfront_admin_socket", MailFrontOptionKind.Path, "{configdirectory}/socket/admin", "Socket of the administration interface; off: none.");
    public static readonly MailFrontOption AdminListen =
        new("mailfront_admin_listen", Text, "", "host:port of the administration interface.")
        { IsServed = false };
    public static readonly MailFrontOption AdminTokenFile =
        new("mailfront_admin_token_file", MailFrontOptionKind.Path, "", "File with the token of the administration interface.")
        { IsServed = false };
    public static readonly MailFrontOption MetricsListen =
        new("mailfront_metrics_listen", Text, "", "address:port of the metrics.");

    public static readonly MailFrontOption Transport =
        new("mailfront_transport", Word, "auto", "Engine under the connections.")
        { Words = ["auto", "managed", "native"] };
    public static readonly MailFrontOption ShutdownDeadline =
        new("mailfront_shutdown_deadline", Duration, "30s", "Time sessions get to end after SIGTERM.")
        { Minimum = "0s", Maximum = "1h" };

    private static readonly MailFrontOption[] _all =
    [
        Routing, Directory, DirectoryPath, DirectoryConnection,
        // Before the family that their names would belong to.
        BackendLoginRate, BackendLoginConnections, BackendLoginHold, BackendLoginQueue, BackendSourceAddresses, DisconnectSpread,
        Backend, DefaultBackend, EvidenceFile, FleetConnection, FleetPasswordFile, FleetSecretFile,
        PasswdFile, CheckerConcurrency, CheckerDeadline, CheckerQueue, CheckerReserved, CheckerSuspectShare,
        VerifierTtl, VerifierWrongTtl, VerifierLocationTtl, VerifierEntries,
        LdapUri, LdapStartTls, LdapTlsVerify, LdapCaFile, LdapBindDn, LdapBase, LdapFilter, LdapScope,
        LdapSearchDn, LdapSearchPassword, LdapSearchPasswordFile, SqlConnection, SqlPasswordFile, SqlQuery,
        SaslauthdClientAddress, ImapChecker, AuthHttpUrl, AuthHttpHeader, AuthHttpHeaderFile, DovecotAuthSocket,
        PolicyUrl, PolicyHeader, PolicyHeaderFile, PolicyNonce, PolicyNonceFile, PolicyHashTruncate, PolicyRejectOnFail, PolicyLogOnly, PolicyCheckVerified,
        Scram, ScramSecret, ScramSecretFile, Apop, ExternalUser, KerberosRealm, KerberosKeytab,
        OAuthJwksFile, OAuthIntrospectionUrl, OAuthClientId, OAuthClientSecret, OAuthClientSecretFile,
        OAuthIssuer, OAuthAudience, OAuthScope, OAuthUserClaim, OAuthDeadline,
        ProxyHeaderDeadline, HandshakeDeadline, FirstCommandDeadline, CommandDeadline, LoginDeadline, FailedDeadline,
        MaxLoginFailures, PreLoginMaxLine, PreLoginMaxLiteral, SlowLogin, DeadlineScaling, TlsSni,
        MaxConnections, MaxPreLogin, MaxHandshakes, TrustedProxies, Allow, Deny, AllowFile, DenyFile,
        BanMax, BanNftFile, BanNftCommand, Blocklist, BlocklistResolver, Defence, Rule,
        LogFormat, LogTarget, DecisionLog, DecisionLogUsers, AdminSocket, AdminListen, AdminTokenFile, MetricsListen,
        Transport, ShutdownDeadline,
    ];

    /// <summary>All of them, in the order of the document.</summary>
    public static IReadOnlyList<MailFrontOption> All => _all;

    /// <summary>The option or family <paramref name="name"/> belongs to, or null.</summary>
    public static MailFrontOption? Find(string name) => Array.Find(
        _all,
        option => option.IsFamily ? name.Length > option.Name.Length && name.StartsWith(option.Name, StringComparison.Ordinal) : name == option.Name);
}
