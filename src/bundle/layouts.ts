/** Where a host's root lies below what a collecting tool made, and what the host is called there. */
export interface Layout {
  readonly id: string;
  /**
   * Over the whole path with `/`; `root` is the host's root, `host` its name where that is not the root's last
   * folder, `inside` what lies in the root where that is more than the rest of the path.
   */
  readonly pattern: RegExp;
  /** Puts a name together of the groups; without it, `host` or the root's last folder is the name. */
  readonly name?: (groups: Readonly<Record<string, string | undefined>>) => string | undefined;
  readonly sample: string;
  /** What the sample gives: the host's name and the path inside its root. */
  readonly gives: { readonly host: string | undefined; readonly inside: string };
  readonly why: string;
}

/** The first that fits wins; what no row fits is found by `host-root.ts`. */
export const LAYOUTS: readonly Layout[] = [
  {
    id: 'container-root',
    pattern: /^(?<root>.*\/var\/lib\/(?:lxd\/containers|lxc)\/(?<host>[^/]+)\/rootfs)\/(?<inside>.+)$/,
    sample:
      '/crash/1/baremetal/var/lib/lxd/containers/juju-3f2c1a-1-lxd-4/rootfs/var/log/nova/nova-api-wsgi.log',
    gives: { host: 'juju-3f2c1a-1-lxd-4', inside: 'var/log/nova/nova-api-wsgi.log' },
    why: 'LXD and LXC containers of Juju and OpenStack-Ansible are hosts of their own, also seen from outside: juju-crashdump packs /var/lib/lxd/containers/*/rootfs/var/log of each machine.',
  },
  {
    id: 'openstack-ansible',
    pattern:
      /^(?<root>.*\/openstack\/log\/(?<host>[^/]+?)(?:-(?:nova|libvirt|neutron|cinder|placement|keystone|glance))?)\/(?<inside>.+)$/,
    sample: '/srv/openstack/log/infra1_nova_api_container-3ea4b1ab/nova-api-os-compute.log',
    gives: { host: 'infra1_nova_api_container-3ea4b1ab', inside: 'nova-api-os-compute.log' },
    why: 'OpenStack-Ansible binds the logs of each container below /openstack/log of its host; on metal hosts the folder is <host>-<service>.',
  },
  {
    id: 'kubernetes-pod',
    pattern: /^(?<root>.*\/namespaces\/[^/]+\/pods\/(?<host>[^/]+))\/(?<inside>.+)$/,
    sample:
      '/mg/namespaces/openstack/pods/nova-cell1-conductor-0/nova-cell1-conductor-conductor/nova-cell1-conductor-conductor/logs/current.log',
    gives: {
      host: 'nova-cell1-conductor-0',
      inside: 'nova-cell1-conductor-conductor/nova-cell1-conductor-conductor/logs/current.log',
    },
    why: "oc adm must-gather and openstack-must-gather sort logs by namespace and pod; a pod's name is its hostname, which is the host that Nova knows.",
  },
  {
    id: 'sos-strings',
    pattern: /^(?<root>.+)\/sos_strings\/[^/]+\/(?<inside>[^/]+)$/,
    sample:
      '/case/sosreport-cmp-a-2026-11-24-abcdefg/sos_strings/openstack_nova/var.log.nova.nova-compute.log.tailed',
    gives: { host: 'cmp-a', inside: 'var/log/nova/nova-compute.log' },
    why: 'Of a log above its size limit sos keeps the tail, under the dotted path of the log; in its place is a link.',
  },
  {
    id: 'sos-containers',
    pattern: /^(?<root>.+)\/sos_containers\/[^/]+\/(?<inside>.+)$/,
    sample:
      '/case/sosreport-cmp-a-2026-11-24-abcdefg/sos_containers/nova_compute/var/log/nova/nova-compute.log',
    gives: { host: 'cmp-a', inside: 'var/log/nova/nova-compute.log' },
    why: 'sos copies files out of running containers below sos_containers; the container runs on the host of the report.',
  },
  {
    id: 'deployed-configuration',
    pattern: /^(?<root>.*?)\/(?<inside>var\/lib\/(?:config-data|openstack\/config|kolla\/config_files)\/.+)$/,
    sample: '/case/cmp-a/var/lib/config-data/puppet-generated/nova_libvirt/etc/nova/nova.conf',
    gives: { host: 'cmp-a', inside: 'var/lib/config-data/puppet-generated/nova_libvirt/etc/nova/nova.conf' },
    why: 'TripleO and RHOSO keep the configuration of containers in trees that have an etc of their own and are no hosts.',
  },
  {
    id: 'container-storage',
    pattern: /^(?<root>.*?)\/(?<inside>var\/(?:lib\/(?:docker|containers|kubelet|rancher)|snap)\/.+)$/,
    sample: '/case/cmp-a/var/lib/docker/volumes/kolla_logs/_data/nova/nova-compute.log',
    gives: { host: 'cmp-a', inside: 'var/lib/docker/volumes/kolla_logs/_data/nova/nova-compute.log' },
    why: "Volumes, layers and logs of Docker and podman, and the data of Sunbeam's snaps, belong to the host that runs them, however deep trees inside look like a host.",
  },
  {
    id: 'juju-machine',
    pattern:
      /^(?<root>.*\/(?<machine>\d{1,4})\/(?:baremetal|(?<type>lxd|kvm)\/(?<container>\d{1,4})))\/(?<inside>.+)$/,
    name: ({ machine = '', type, container }) =>
      ['machine', machine, ...(type === undefined ? [] : [type, container])].join('-'),
    sample: '/crash/3/lxd/4/var/log/nova/nova-conductor.log',
    gives: { host: 'machine-3-lxd-4', inside: 'var/log/nova/nova-conductor.log' },
    why: "juju-crashdump files each machine under its number and baremetal, each container under lxd and its number; the name is Juju's tag for it.",
  },
  {
    id: 'pod-logs-beside-sos',
    pattern: /^(?<root>.*\/(?<host>[^/]+)\/podlogs)\/(?<inside>.+)$/,
    sample:
      '/mg/sosreport-master-0-UntarWithArg-i.tar.xz!/podlogs/var/log/pods/openstack_nova-api-0_1f/nova-api-log/0.log',
    gives: { host: 'master-0', inside: 'var/log/pods/openstack_nova-api-0_1f/nova-api-log/0.log' },
    why: "openstack-must-gather appends the rotated logs of a node's pods to the node's sosreport as a second tar.",
  },
];
