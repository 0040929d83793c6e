export const MAX_HOST_FILE_BYTES = 4 * 1024 * 1024;

/**
 * Files that say something about their host, by the end of their path inside it: as the host itself has them, and as
 * sosreports and people who run a command into a file name them. Their content is read by `facts/`.
 */
const HOST_FILES: readonly RegExp[] = [
  /^(?:etc\/(?:hostname|timezone|localtime)|sos_commands\/(?:host\/(?:hostname|hostnamectl_status|hostnamectl)|general\/hostname|(?:date|general)\/date(?:_--utc)?))$/,
  /(?:^|[/_.-])nova(?:-compute|-cpu|-dist)?\.conf$/,
  /(?:^|\/)nova(?:-compute)?\.conf\.d\/[^/]+\.conf$/,
  /(?:^|[/_.-])(?:libvirtd|virtqemud|virtproxyd|qemu)\.conf$/,
  /(?:^|[/_])(?:cpuinfo|lscpu|meminfo|hugepages|hugeadm\S*|nodeinfo|numactl\S*)(?:\.txt)?$/,
  /(?:^|\/)sys\/(?:kernel\/mm|devices\/system\/node\/node\d+)\/hugepages\/hugepages-\d+kB\/(?:nr|free)_hugepages$/,
  /(?:^|[/_])virsh(?:_-r)?_(?:capabilities|domcapabilities|nodeinfo|version)(?:\.txt|\.xml)?$/,
  /(?:^|\/)(?:capabilities|domcapabilities)\.xml$/,
  /(?:^|[/_])(?:installed-rpms|installed-debs|rpm_-qa\S*|rpm-qa\S*|dpkg_-l\S*|dpkg-l\S*|dpkg-query\S*|packages)(?:\.txt)?$/,
  /(?:^|\/)proc\/cmdline$|^(?!proc\/)(?:.*\/)?cmdline(?:\.txt)?$/,
  /(?:^|\/)(?:os-release|redhat-release|lsb-release)$/,
  /(?:^|[/_])(?:uname(?:_-\w+)?|sysctl(?:_-a)?)(?:\.txt)?$/,
  /(?:^|[/_])ip_(?:-\w+_)*(?:addr|address|link|a)(?:_show\S*|_list\S*)?(?:\.txt)?$/,
  /(?:^|\/)(?:ip[-_](?:addr|link)(?:\.txt)?|ethtool_[\w.-]+)$/,
  /(?:^|\/)(?:proc\/(?:self\/)?mounts|mount(?:_-l)?(?:\.txt)?|etc\/fstab)$/,
  /(?:^|[/_])df(?:_-\S+)?(?:\.txt)?$/,
  /(?:^|[/_])(?:getenforce|sestatus(?:_-\w+)?|selinux\/config|aa-status|apparmor_status)(?:\.txt)?$/,
  /(?:^|[/_])(?:timedatectl(?:_status)?|chronyc(?:_-n)?_tracking|ntpq(?:_-\w+)?)(?:\.txt)?$/,
];

/** What a copy of nova.conf under another name gives itself away by (`nova.conf.old`, `compute.ini`). */
const NOVA_SECTION = /^\[(?:DEFAULT|libvirt)\]\s*$/m;

/** True for the beginning of a file that is a configuration of Nova whatever it is called. */
export function looksLikeNovaConfig(head: string): boolean {
  return NOVA_SECTION.test(head);
}

/**
 * True for a link that is not followed and still may say something about its host, by what is written in it: the zone
 * of the host is where its `etc/localtime` leads. Whether it is the host's own, `isHostFile` tells of its place.
 */
export function isHostLink(path: string): boolean {
  return /(?:^|[/\\])etc[/\\]localtime$/.test(path);
}

/** True for a file that is kept whole, since it describes its host. */
export function isHostFile(inside: string): boolean {
  return HOST_FILES.some((pattern) => pattern.test(inside));
}
