# Dovecot 2.3 as a proxy. Sourced; defines start_dovecot for the targets dovecot, dovecot-cache and dovecot-pam.
#
# Dovecot does not speak saslauthd's protocol. So that it has the same scarce checker as the others, its auth workers (30, its default)
# ask it by a Lua passdb, which costs no process for each login. dovecot-cache: the same with Dovecot's password cache. dovecot-pam: as a
# site without saslauthd would run it, PAM in the auth workers themselves, so 30 slots instead of five.

start_dovecot() { # TARGET
    local directory=$state/$1 command=(/usr/sbin/dovecot -F -c "$state/$1/dovecot.conf")
    mkdir -p "$directory/run" "$directory/state"
    dovecot_lua >"$directory/saslauthd.lua"
    dovecot_config "$1" "$directory" >"$directory/dovecot.conf"
    [ "$1" = dovecot-pam ] && command=(unshare -m --propagation private sh -c "$with_pam" "$state/pam.d" "${command[@]}")
    launch "$1" "${command[@]}"
    wait_for_port "$1" 127.0.0.1 "$target_port"
}

dovecot_config() { # TARGET DIRECTORY: dovecot.conf on standard output
    local cache=0 passdb="driver = lua
  args = file=$2/saslauthd.lua blocking=yes"
    case $1 in
        dovecot-cache) cache=50M passdb="$passdb cache_key=%u%w" ;;
        dovecot-pam) passdb="driver = pam
  args = max_requests=1000 imap" ;;
    esac
    cat <<CONF
base_dir = $2/run
state_dir = $2/state
instance_name = mailfront-rig
log_path = $2/error.log
info_log_path = /dev/null
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_cache_size = $cache
auth_cache_negative_ttl = 0
passdb {
  $passdb
  override_fields = proxy=y proxy_timeout=30 host=127.0.0.1%{if;%8Nu;eq;0;8;%8Nu} port=$stub_imap master=mailproxy pass=proxysecret
}
default_client_limit = 18000
default_vsz_limit = 4G
service imap-login {
  service_count = 0
  process_min_avail = 2
  process_limit = 2
  client_limit = 18000
  inet_listener imap {
    port = $target_port
  }
}
service auth {
  client_limit = 19000
}
service anvil {
  client_limit = 19000
}
CONF
}

dovecot_lua() { # saslauthd's protocol (cyrus-sasl saslauthd/ipc_unix.c) on standard output
    cat <<LUA
local unix = require("socket.unix")

local function counted(text)
  return string.char(math.floor(#text / 256), #text % 256) .. text
end

function auth_password_verify(request, password)
  local checker = unix()
  checker:settimeout(60)
  if not checker:connect("$state/checker.sock") then
    return dovecot.auth.PASSDB_RESULT_INTERNAL_FAILURE, "no checker"
  end
  checker:send(counted(request.user) .. counted(password) .. counted("imap") .. counted(""))
  local head = checker:receive(2)
  local answer = head and checker:receive(head:byte(1) * 256 + head:byte(2))
  checker:close()
  if not answer then
    return dovecot.auth.PASSDB_RESULT_INTERNAL_FAILURE, "no answer"
  elseif answer:sub(1, 2) == "OK" then
    return dovecot.auth.PASSDB_RESULT_OK, {}
  end
  return dovecot.auth.PASSDB_RESULT_PASSWORD_MISMATCH, "wrong"
end
LUA
}
