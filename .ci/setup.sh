# Sets up everything that ./run and ./test need; sourced by both, safe to repeat.
# Says what it does, and what is missing where it may not install it.

say() { printf '%s\n' "$*"; }

missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' \
      || printf '%s ' "$package"
  done
}

install_packages() {
  command -v dpkg-query >/dev/null || { say "不是 Debian，跳过系统软件包 / not Debian: system packages are left to you: $*"; return 0; }
  local missing as_root=""
  missing=$(missing_packages "$@")
  [ -z "$missing" ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
      as_root="sudo"
    else
      say "缺少系统软件包，且没有 root 或 sudo 权限。请管理员运行：" >&2
      say "System packages are missing and this user may not install them. Ask for:" >&2
      say "  apt-get install -y --no-install-recommends $missing" >&2
      return 1
    fi
  fi
  say "安装系统软件包 / installing system packages: $missing"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

find_python() {
  for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
      printf '%s' "$name"
      return 0
    fi
  done
  say "需要 Python 3.11 至 3.13 / Python 3.11 to 3.13 is needed" >&2
  return 1
}

install_python_packages() {
  local python stamp wanted
  python=$(find_python)
  stamp=.venv/.installed
  wanted=$(cat requirements.lock pyproject.toml | sha256sum | cut -c1-64)
  [ -x .venv/bin/python ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  say "建立虚拟环境并安装依赖 / making .venv and installing dependencies (requirements.lock)"
  .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv .venv
  # --no-deps: the lock is whole, and says so with a hash for every file.
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
  printf '%s' "$wanted" > "$stamp"
}

set_up() {
  install_packages "$@"
  install_python_packages
}

BASE_PACKAGES="python3-venv libgl1 libglib2.0-0 tesseract-ocr tesseract-ocr-chi-sim"
DESK_PACKAGES="fonts-noto-cjk libpango-1.0-0 libpangoft2-1.0-0"
FONT_PACKAGES="fonts-noto-cjk fonts-wqy-zenhei fonts-wqy-microhei fonts-arphic-ukai fonts-arphic-uming fonts-arphic-gbsn00lp fonts-arphic-gkai00mp"
