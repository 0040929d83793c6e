/**
 * Words that name parts of OpenStack and of a Linux host, not of somebody's cloud: a host, a user or a folder that is
 * called like one of them is hidden where it stands alone, and left where it is part of a sentence.
 */
const COMMON: ReadonlySet<string> = new Set(
  `
  admin aggregate api apache archive audit backup bin boot bundle case cases ceph cell cell0 cell1 cinder compute
  conductor config config-data containers controller controllers customer data default demo desktop destination dev
  docker domain domains downloads etc failed fixtures folder glance guest guests healthy home host hosts httpd instance
  instances internal journal keystone kolla kvm lib libvirt libvirtd local localhost log logs machine machines manager
  messages migration mnt neutron network node nodes none nova null opt openstack ovs placement pods podman proc
  puppet-generated qemu rabbitmq root run scheduler server service services shared snap sos_commands sos_logs
  sos_reports sos_strings source src srv ssh stack storage swtpm sys syslog system test tests tmp true false unknown user
  users usr var vms volume volumes wsgi both nowhere
  `
    .trim()
    .split(/\s+/),
);

/** True for a word that would be found in every cloud. */
export function isCommonWord(word: string): boolean {
  return COMMON.has(word.toLowerCase());
}

/** Sites that everybody may know, as rules and messages name them. */
const PUBLIC_SITES =
  /^(?:(?:docs|wiki|specs|security|bugs|review)\.)?(?:openstack\.org|opendev\.org|launchpad\.net)$|^(?:(?:www|wiki|gitlab)\.)?(?:libvirt|qemu|kernel|debian|python|rfc-editor|ietf)\.org$|^(?:(?:www|docs|access|bugzilla)\.)?(?:github|gitlab|ubuntu|redhat|ceph|rabbitmq)\.(?:com|io)$/i;

/** True for the name of a public site, and for names that are kept for examples. */
export function isPublicSite(name: string): boolean {
  return PUBLIC_SITES.test(name) || /(?:^|\.)(?:localhost|localdomain|localdomain[46])$/i.test(name);
}
