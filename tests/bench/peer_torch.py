#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reference peer: the benchmark workloads of WORKLOADS.md in PyTorch.

One JSON line per measurement on stdout.  Every measurement is a fresh process
(--workload all or a comma list spawns one child each), so peak RSS is honest.

  peer_torch.py --workload mlp --threads 1
  peer_torch.py --workload all --threads 1,2 --mode train,infer
  peer_torch.py --workload resnet18-cifar --channels-last --bf16
  peer_torch.py --workload lenet5 --profile       # top operators
  peer_torch.py --workload lenet5 --count         # FLOPs, bytes, shapes (no timing)
  peer_torch.py --workload lenet5 --dump-init DIR # initial tensors as raw f32
  peer_torch.py --workload lenet5 --cuda          # GPU peer, if torch has CUDA
"""
import argparse, ctypes, json, math, os, resource, statistics, subprocess, sys, sysconfig, time

# ---------------------------------------------------------------- environment
# Threads of every runtime must be fixed before torch is loaded.  OpenBLAS built
# with pthreads ignores torch.set_num_threads, so it needs its own variable.
# A preset OPENBLAS_CORETYPE may force slow kernels; the peer must run at its
# best, so it is replaced (--blas-core keep leaves it alone).


def parse():
    p = argparse.ArgumentParser()
    p.add_argument("--workload", default="mlp", help="name, comma list, or all")
    p.add_argument("--threads", default="1", help="1, 2, or a comma list")
    p.add_argument("--steps", type=int, default=0, help="timed steps per block (0: automatic); steps of --check (0: the workload's own)")
    p.add_argument("--blocks", type=int, default=9, help="quiet blocks wanted")
    p.add_argument("--max-seconds", type=float, default=25.0, help="time limit for the timed blocks")
    p.add_argument("--mode", default="train", help="train, infer, step-only, or a comma list")
    p.add_argument("--batch", type=int, default=0, help="0: the workload's own")
    p.add_argument("--channels-last", action="store_true")
    p.add_argument("--bf16", action="store_true")
    p.add_argument("--compile", action="store_true", help="torch.compile, torch >= 2 only")
    p.add_argument("--jit", action="store_true", help="TorchScript: trace (train) / freeze+optimize (infer)")
    p.add_argument("--foreach", action="store_true", help="multi-tensor optimizer")
    p.add_argument("--cuda", action="store_true")
    p.add_argument("--no-mkldnn", action="store_true")
    p.add_argument("--blas-core", default="best", help="best | keep | an OpenBLAS core name")
    p.add_argument("--blas-flavour", default="openmp", help="openmp | pthread | reference | system (Debian only)")
    p.add_argument("--wait-policy", default="passive", help="OMP_WAIT_POLICY: passive | active | default")
    p.add_argument("--cpu-capability", default="", help="ATEN_CPU_CAPABILITY: default, avx2, avx512")
    p.add_argument("--profile", action="store_true")
    p.add_argument("--count", action="store_true")
    p.add_argument("--describe", action="store_true")
    p.add_argument("--dump-init", default="")
    p.add_argument("--wait-quiet", type=float, default=0.0,
                   help="wait up to this many seconds for other processes to leave the CPUs alone")
    p.add_argument("--stream-offset", type=int, default=0, help="added to every weight and data stream")
    p.add_argument("--check", action="store_true", help="no timing: losses, and L2 norm and sum of every parameter and gradient")
    p.add_argument("--skip-losses", action="store_true", help="time only: no loss check before it")
    p.add_argument("--tag", default="", help="free text copied to the JSON line")
    p.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    return p.parse_args()


NAMES = ["mlp", "mlp-small", "lenet5", "cnn-fashion", "resnet18-cifar", "resnet50", "lstm-charlm",
         "gpt-mini", "autoencoder-conv", "unet-small", "tabular"]


def busy_cores(seconds=1.0):
    def snap():
        f = [int(v) for v in open("/proc/stat").readline().split()[1:9]]
        return (f[0] + f[1] + f[2] + f[5] + f[6] + f[7]) / 100.0
    x = snap()
    time.sleep(seconds)
    return (snap() - x) / seconds


def wait_quiet(limit):
    end = time.time() + limit
    while limit > 0 and busy_cores() > 0.15 and time.time() < end:
        time.sleep(1.0)


def spawn(a):
    names = NAMES if a.workload == "all" else a.workload.split(",")
    rc = 0
    for n in names:
        for th in a.threads.split(","):
            for mode in a.mode.split(","):
                argv = [sys.executable, os.path.abspath(__file__), "--child"]
                skip = False
                for s in sys.argv[1:]:
                    if skip:
                        skip = False
                        continue
                    key = s.split("=")[0]
                    if key in ("--workload", "--threads", "--mode"):
                        skip = "=" not in s
                        continue
                    argv.append(s)
                argv += ["--workload", n, "--threads", th, "--mode", mode]
                env = dict(os.environ)
                env["OMP_NUM_THREADS"] = th
                env["OPENBLAS_NUM_THREADS"] = th
                env["MKL_NUM_THREADS"] = th
                if a.blas_core == "best":
                    env.pop("OPENBLAS_CORETYPE", None)
                    env.pop("OPENBLAS_L2_SIZE", None)
                    if "avx512_bf16" in open("/proc/cpuinfo").read():
                        env["OPENBLAS_CORETYPE"] = "Cooperlake"
                elif a.blas_core != "keep":
                    env.pop("OPENBLAS_L2_SIZE", None)
                    env["OPENBLAS_CORETYPE"] = a.blas_core
                # OpenBLAS with pthreads keeps a second thread pool that fights libgomp's
                # spinning workers; the OpenMP flavour shares one pool.
                sub = {"openmp": "openblas-openmp", "pthread": "openblas-pthread", "reference": "blas"}
                multi = sysconfig.get_config_var("MULTIARCH") or ""
                libdir = os.path.join("/usr/lib", multi, sub.get(a.blas_flavour, "-"))
                if os.path.isdir(libdir):
                    env["LD_LIBRARY_PATH"] = libdir
                if a.wait_policy != "default":
                    env["OMP_WAIT_POLICY"] = a.wait_policy.upper()
                if a.cpu_capability:
                    env["ATEN_CPU_CAPABILITY"] = a.cpu_capability
                wait_quiet(a.wait_quiet)
                rc |= subprocess.call(argv, env=env)
    return rc


ARGS = parse()
if not ARGS.child:
    sys.exit(spawn(ARGS))

import numpy as np  # noqa: E402
import torch  # noqa: E402
import torch.nn as nn  # noqa: E402
import torch.nn.functional as F  # noqa: E402

RSS_IMPORT = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0
TORCH2 = int(torch.__version__.split(".")[0]) >= 2

# ------------------------------------------------- reproducible numbers (hash)
U64 = np.uint64
M64 = (1 << 64) - 1


def bits(stream, n):
    """n 64-bit words: word i = mix(stream * 2^40 + i), mix = one splitmix64 step."""
    stream += ARGS.stream_offset
    z = np.arange(n, dtype=U64) + U64((stream << 40) & M64)
    with np.errstate(over="ignore"):
        z += U64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> U64(30))) * U64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> U64(27))) * U64(0x94D049BB133111EB)
    return z ^ (z >> U64(31))


def uniform(stream, shape, lo, hi):
    n = int(np.prod(shape))
    u = (bits(stream, n) >> U64(11)).astype(np.float64) * 2.0 ** -53
    return torch.from_numpy((lo + (hi - lo) * u).astype(np.float32).reshape(shape))


def ints(stream, shape, k):
    n = int(np.prod(shape))
    return torch.from_numpy((bits(stream, n) % U64(k)).astype(np.int64).reshape(shape))


# ------------------------------------------------------------- FLOP accounting
class Ledger:
    on = False
    ops = []     # (name, kind, macs, in_elems, out_elems, needs_input_grad, shape text)


def note(name, kind, macs, nin, nout, igrad=True, shape=""):
    if Ledger.on:
        Ledger.ops.append((name, kind, int(macs), int(nin), int(nout), igrad, shape))


# -------------------------------------------------------------------- networks
class LeNet5(nn.Module):
    def __init__(s):
        super().__init__()
        s.conv1 = nn.Conv2d(1, 6, 5, padding=2)
        s.conv2 = nn.Conv2d(6, 16, 5)
        s.fc1, s.fc2, s.fc3 = nn.Linear(400, 120), nn.Linear(120, 84), nn.Linear(84, 10)
        s.pool = nn.MaxPool2d(2)

    def forward(s, x):
        x = s.pool(F.relu(s.conv1(x)))
        x = s.pool(F.relu(s.conv2(x)))
        x = torch.flatten(x, 1)
        return s.fc3(F.relu(s.fc2(F.relu(s.fc1(x)))))


class CnnFashion(nn.Module):
    def __init__(s):
        super().__init__()
        s.conv1, s.conv2 = nn.Conv2d(1, 32, 3), nn.Conv2d(32, 64, 3)
        s.pool, s.drop1, s.drop2 = nn.MaxPool2d(2), nn.Dropout(0.25), nn.Dropout(0.5)
        s.fc1, s.fc2 = nn.Linear(9216, 128), nn.Linear(128, 10)

    def forward(s, x):
        x = F.relu(s.conv2(F.relu(s.conv1(x))))
        x = torch.flatten(s.drop1(s.pool(x)), 1)
        return s.fc2(s.drop2(F.relu(s.fc1(x))))


def cbn(i, o, k, stride=1, pad=0):
    return nn.Conv2d(i, o, k, stride, pad, bias=False), nn.BatchNorm2d(o)


class Basic(nn.Module):
    def __init__(s, i, o, stride):
        super().__init__()
        s.conv1, s.bn1 = cbn(i, o, 3, stride, 1)
        s.conv2, s.bn2 = cbn(o, o, 3, 1, 1)
        s.short = nn.Sequential(*cbn(i, o, 1, stride)) if stride != 1 or i != o else nn.Identity()

    def forward(s, x):
        y = s.bn2(s.conv2(F.relu(s.bn1(s.conv1(x)))))
        return F.relu(y + s.short(x))


class Bottle(nn.Module):
    def __init__(s, i, m, stride):
        super().__init__()
        s.conv1, s.bn1 = cbn(i, m, 1)
        s.conv2, s.bn2 = cbn(m, m, 3, stride, 1)
        s.conv3, s.bn3 = cbn(m, 4 * m, 1)
        s.short = nn.Sequential(*cbn(i, 4 * m, 1, stride)) if stride != 1 or i != 4 * m else nn.Identity()

    def forward(s, x):
        y = F.relu(s.bn1(s.conv1(x)))
        y = s.bn3(s.conv3(F.relu(s.bn2(s.conv2(y)))))
        return F.relu(y + s.short(x))


class ResNet18(nn.Module):
    def __init__(s):
        super().__init__()
        s.conv, s.bn = cbn(3, 64, 3, 1, 1)
        blocks, i = [], 64
        for o, st in ((64, 1), (128, 2), (256, 2), (512, 2)):
            blocks += [Basic(i, o, st), Basic(o, o, 1)]
            i = o
        s.blocks, s.fc = nn.Sequential(*blocks), nn.Linear(512, 10)

    def forward(s, x):
        x = s.blocks(F.relu(s.bn(s.conv(x))))
        return s.fc(x.mean((2, 3)))


class ResNet50(nn.Module):
    def __init__(s):
        super().__init__()
        s.conv, s.bn = cbn(3, 64, 7, 2, 3)
        s.pool = nn.MaxPool2d(3, 2, 1)
        blocks, i = [], 64
        for m, n, st in ((64, 3, 1), (128, 4, 2), (256, 6, 2), (512, 3, 2)):
            for j in range(n):
                blocks.append(Bottle(i, m, st if j == 0 else 1))
                i = 4 * m
        s.blocks, s.fc = nn.Sequential(*blocks), nn.Linear(2048, 1000)

    def forward(s, x):
        x = s.blocks(s.pool(F.relu(s.bn(s.conv(x)))))
        return s.fc(x.mean((2, 3)))


class CharLM(nn.Module):
    def __init__(s):
        super().__init__()
        s.emb, s.rnn, s.out = nn.Embedding(96, 64), nn.LSTM(64, 256, 2, batch_first=True), nn.Linear(256, 96)

    def forward(s, t):
        y, _ = s.rnn(s.emb(t))
        return s.out(y)


class GptBlock(nn.Module):
    def __init__(s, d, h):
        super().__init__()
        s.h = h
        s.ln1, s.qkv, s.proj = nn.LayerNorm(d), nn.Linear(d, 3 * d), nn.Linear(d, d)
        s.ln2, s.fc1, s.fc2 = nn.LayerNorm(d), nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(s, x, mask):
        b, t, d = x.shape
        q, k, v = s.qkv(s.ln1(x)).view(b, t, 3, s.h, d // s.h).permute(2, 0, 3, 1, 4)
        hd = d // s.h
        note("qk", "mm", b * s.h * t * t * hd, 2 * b * t * d, b * s.h * t * t, True,
             f"bmm {b * s.h} {t} {t} {hd}")
        if TORCH2:
            y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        else:
            a = torch.matmul(q, k.transpose(-2, -1)) * hd ** -0.5
            y = torch.matmul(torch.softmax(a + mask, -1), v)
        note("softmax", "ew", 0, b * s.h * t * t, b * s.h * t * t)
        note("av", "mm", b * s.h * t * t * hd, b * s.h * t * t + b * t * d, b * t * d, True,
             f"bmm {b * s.h} {t} {hd} {t}")
        x = x + s.proj(y.transpose(1, 2).reshape(b, t, d))
        return x + s.fc2(F.gelu(s.fc1(s.ln2(x))))


class GptMini(nn.Module):
    def __init__(s):
        super().__init__()
        s.tok, s.pos = nn.Embedding(256, 256), nn.Parameter(torch.zeros(128, 256))
        s.blocks = nn.ModuleList([GptBlock(256, 4) for _ in range(4)])
        s.lnf, s.head = nn.LayerNorm(256), nn.Linear(256, 256, bias=False)
        m = torch.full((128, 128), float("-inf")).triu(1)
        s.register_buffer("mask", m, persistent=False)

    def forward(s, t):
        x = s.tok(t) + s.pos
        for b in s.blocks:
            x = b(x, s.mask)
        return s.head(s.lnf(x))


class AutoEnc(nn.Module):
    def __init__(s):
        super().__init__()
        s.e1, s.e2, s.e3 = nn.Conv2d(1, 16, 3, 2, 1), nn.Conv2d(16, 32, 3, 2, 1), nn.Conv2d(32, 64, 7)
        s.d1 = nn.ConvTranspose2d(64, 32, 7)
        s.d2 = nn.ConvTranspose2d(32, 16, 3, 2, 1, 1)
        s.d3 = nn.ConvTranspose2d(16, 1, 3, 2, 1, 1)

    def forward(s, x):
        x = s.e3(F.relu(s.e2(F.relu(s.e1(x)))))
        return torch.sigmoid(s.d3(F.relu(s.d2(F.relu(s.d1(x))))))


class Double(nn.Module):
    def __init__(s, i, o):
        super().__init__()
        s.conv1, s.bn1 = cbn(i, o, 3, 1, 1)
        s.conv2, s.bn2 = cbn(o, o, 3, 1, 1)

    def forward(s, x):
        return F.relu(s.bn2(s.conv2(F.relu(s.bn1(s.conv1(x))))))


class UNet(nn.Module):
    def __init__(s):
        super().__init__()
        s.e1, s.e2, s.e3, s.mid = Double(3, 16), Double(16, 32), Double(32, 64), Double(64, 128)
        s.pool = nn.MaxPool2d(2)
        s.u3, s.d3 = nn.ConvTranspose2d(128, 64, 2, 2), Double(128, 64)
        s.u2, s.d2 = nn.ConvTranspose2d(64, 32, 2, 2), Double(64, 32)
        s.u1, s.d1 = nn.ConvTranspose2d(32, 16, 2, 2), Double(32, 16)
        s.out = nn.Conv2d(16, 1, 1)

    def forward(s, x):
        a = s.e1(x)
        b = s.e2(s.pool(a))
        c = s.e3(s.pool(b))
        x = s.u3(s.mid(s.pool(c)))
        x = s.u2(s.d3(torch.cat((c, x), 1)))
        x = s.u1(s.d2(torch.cat((b, x), 1)))
        return s.out(s.d1(torch.cat((a, x), 1)))


def mlp():
    return nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))


def mlp_small():
    return nn.Sequential(nn.Linear(784, 64), nn.ReLU(), nn.Linear(64, 10))


def tabular():
    def blk(i, o):
        return [nn.Linear(i, o), nn.BatchNorm1d(o), nn.ReLU(), nn.Dropout(0.2)]
    return nn.Sequential(*blk(30, 64), *blk(64, 64), nn.Linear(64, 2))


# name: (builder, batch, input shape or ("tokens", T, V), target, loss, optimizer, init, check steps)
CE, CETOK, MSE, BCE = "ce", "ce-token", "mse", "bce-logits"
SGD = lambda lr, wd=0.0: ("sgd", dict(lr=lr, momentum=0.9, weight_decay=wd))           # noqa: E731
ADAM = lambda lr: ("adam", dict(lr=lr, betas=(0.9, 0.999), eps=1e-8))                  # noqa: E731
ADAMW = lambda lr: ("adamw", dict(lr=lr, betas=(0.9, 0.95), eps=1e-8, weight_decay=0.1))  # noqa: E731
WORK = {
    "mlp": (mlp, 128, (784,), 10, CE, SGD(0.05), "fan", 20),
    "mlp-small": (mlp_small, 32, (784,), 10, CE, SGD(0.05), "fan", 20),
    "lenet5": (LeNet5, 64, (1, 28, 28), 10, CE, ADAM(1e-3), "fan", 20),
    "cnn-fashion": (CnnFashion, 64, (1, 28, 28), 10, CE, ADAM(1e-3), "fan", 20),
    "resnet18-cifar": (ResNet18, 32, (3, 32, 32), 10, CE, SGD(0.01, 5e-4), "he", 10),
    "resnet50": (ResNet50, 4, (3, 224, 224), 1000, CE, SGD(0.002, 1e-4), "he", 3),
    "lstm-charlm": (CharLM, 32, ("tokens", 64, 96), 96, CETOK, ADAM(2e-3), "lstm", 10),
    "gpt-mini": (GptMini, 8, ("tokens", 128, 256), 256, CETOK, ADAMW(3e-4), "gpt", 10),
    "autoencoder-conv": (AutoEnc, 64, (1, 28, 28), None, MSE, ADAM(1e-3), "fan", 20),
    "unet-small": (UNet, 8, (3, 64, 64), (1, 64, 64), BCE, ADAM(1e-3), "he", 10),
    "tabular": (tabular, 256, (30,), 2, CE, ADAM(1e-3), "fan", 20),
}
N_BATCHES = 4


def init_(model, scheme):
    """Fill parameter k (order of named_parameters) from hash stream k + 1; see WORKLOADS.md."""
    fan = {}
    for mod in model.modules():
        if isinstance(mod, nn.Linear):
            f = mod.in_features
        elif isinstance(mod, nn.Conv2d):
            f = mod.in_channels * mod.kernel_size[0] * mod.kernel_size[1]
        elif isinstance(mod, nn.ConvTranspose2d):
            f = mod.out_channels * mod.kernel_size[0] * mod.kernel_size[1]
        else:
            continue
        fan[id(mod.weight)] = (f, "w")
        if mod.bias is not None:
            fan[id(mod.bias)] = (f, "b")
    norm = {}
    for mod in model.modules():
        if isinstance(mod, (nn.BatchNorm1d, nn.BatchNorm2d, nn.LayerNorm)):
            norm[id(mod.weight)], norm[id(mod.bias)] = 1.0, 0.0
    rows = []
    with torch.no_grad():
        for k, (name, p) in enumerate(model.named_parameters()):
            if id(p) in norm:
                p.fill_(norm[id(p)])
                rows.append((k, name, list(p.shape), norm[id(p)], 0.0))
                continue
            if id(p) in fan:
                f, what = fan[id(p)]
                if scheme == "gpt":
                    bound = 0.035 if what == "w" else 0.0
                elif scheme == "he" and what == "w":
                    bound = math.sqrt(6.0 / f)
                else:
                    bound = 1.0 / math.sqrt(f)
            elif name.startswith("rnn."):
                bound = 1.0 / math.sqrt(256)
            elif name in ("tok.weight", "pos"):
                bound = 0.035
            else:
                bound = 0.1                       # LSTM embedding
            p.copy_(uniform(k + 1, tuple(p.shape), -bound, bound))
            rows.append((k, name, list(p.shape), 0.0, bound))
    return rows


def batches(shape, target, loss, b):
    out = []
    for j in range(N_BATCHES):
        if shape[0] == "tokens":
            t = ints(1000 + j, (b, shape[1] + 1), shape[2])
            out.append((t[:, :-1].contiguous(), t[:, 1:].contiguous()))
            continue
        x = uniform(1000 + j, (b,) + shape, 0.0, 1.0)
        if loss == CE:
            y = ints(2000 + j, (b,), target)
        elif loss == MSE:
            y = x
        else:
            y = ints(2000 + j, (b,) + target, 2).float()
        out.append((x, y))
    return out


def loss_fn(kind):
    if kind == CE:
        return F.cross_entropy
    if kind == CETOK:
        return lambda o, y: F.cross_entropy(o.reshape(-1, o.shape[-1]), y.reshape(-1))
    return F.mse_loss if kind == MSE else F.binary_cross_entropy_with_logits


# ------------------------------------------------------------------ contention
def cpu_busy():
    f = [int(v) for v in open("/proc/stat").readline().split()[1:9]]
    user, nice, system, _idle, _io, irq, soft, steal = f
    return (user + nice + system + irq + soft) / 100.0, steal / 100.0


def quartiles(v):
    v = sorted(v)
    q = lambda p: v[min(len(v) - 1, max(0, int(round(p * (len(v) - 1)))))]  # noqa: E731
    return q(0.25), statistics.median(v), q(0.75)


def count(model, shape, b, x):
    """Ledger of the forward pass: per operator kind, multiply-adds, elements in and out, shapes."""
    def hook(name):
        def f(mod, args, out):
            i = args[0]
            if isinstance(mod, nn.Linear):
                rows = i.numel() // mod.in_features
                note(name, "mm", rows * mod.in_features * mod.out_features, i.numel(), out.numel(), True,
                     f"mm {rows} {mod.out_features} {mod.in_features}")
            elif isinstance(mod, (nn.Conv2d, nn.ConvTranspose2d)):
                tr = isinstance(mod, nn.ConvTranspose2d)
                kh = mod.kernel_size[0]
                macs = (i.numel() * mod.out_channels if tr else out.numel() * mod.in_channels) * kh * kh
                big, sml = (out, i) if tr else (i, out)   # a transposed conv is the dgrad of a conv
                note(name, "convT" if tr else "conv", macs, i.numel(), out.numel(), True,
                     f"{'convT' if tr else 'conv'} {i.shape[0]} {big.shape[1]} {big.shape[2]} {sml.shape[1]} "
                     f"{sml.shape[2]} {kh} {mod.stride[0]} {mod.padding[0]}")
            elif isinstance(mod, nn.LSTM):
                n = i.shape[0] * i.shape[1]
                for l in range(mod.num_layers):
                    d = mod.input_size if l == 0 else mod.hidden_size
                    h = mod.hidden_size
                    note(f"{name}.{l}", "lstm", n * 4 * h * (d + h), n * d, n * 6 * h, True,
                         f"lstm {i.shape[1]} {i.shape[0]} {d} {h}")
            elif isinstance(mod, (nn.BatchNorm1d, nn.BatchNorm2d)):
                dims = list(i.shape) + [1, 1]
                note(name, "norm", 0, i.numel(), out.numel(), True, f"bn {dims[0]} {dims[1]} {dims[2]} {dims[3]}")
            elif isinstance(mod, nn.LayerNorm):
                note(name, "norm", 0, i.numel(), out.numel(), True, f"ln {i.numel() // i.shape[-1]} {i.shape[-1]}")
            elif isinstance(mod, nn.MaxPool2d):
                note(name, "pool", 0, i.numel(), out.numel(), True,
                     f"pool {i.shape[0]} {i.shape[1]} {i.shape[2]} {mod.kernel_size} {mod.stride} {mod.padding}")
        return f
    for n, m in model.named_modules():
        if not list(m.children()):
            m.register_forward_hook(hook(n))
    Ledger.on = True
    with torch.no_grad():
        model(x)
    Ledger.on = False
    ops = Ledger.ops
    first = next(i for i, o in enumerate(ops) if o[2])
    if shape[0] != "tokens":
        ops[first] = ops[first][:5] + (False,) + ops[first][6:]
    return ops


def main(a):
    build, b0, shape, target, losskind, (optname, optargs), scheme, nchk = WORK[a.workload]
    if a.check and a.steps:
        nchk = a.steps
    th = int(a.threads)
    b = a.batch or b0
    torch.set_num_threads(th)
    try:
        torch.set_num_interop_threads(1)
    except RuntimeError:
        pass
    blas = None
    try:
        lib = ctypes.CDLL("libopenblas.so.0")
        lib.openblas_get_corename.restype = ctypes.c_char_p
        lib.openblas_set_num_threads(th)
        par = {0: "serial", 1: "pthread", 2: "openmp"}.get(lib.openblas_get_parallel())
        blas = "OpenBLAS-%s %s" % (par, lib.openblas_get_corename().decode())
    except (OSError, AttributeError):
        pass
    if a.blas_flavour == "reference":     # libopenblas may be loaded all the same, unused by torch
        blas = "reference BLAS"
    if a.no_mkldnn:
        torch.backends.mkldnn.enabled = False
    dev = torch.device("cuda" if a.cuda else "cpu")
    torch.manual_seed(1)
    model = build()
    rows = init_(model, scheme)
    nparam = sum(p.numel() for p in model.parameters())
    if a.describe:
        print(json.dumps(dict(workload=a.workload, params=nparam, tensors=rows)))
        return
    if a.dump_init:
        os.makedirs(a.dump_init, exist_ok=True)
        for k, (name, p) in enumerate(model.named_parameters()):
            p.detach().numpy().tofile(os.path.join(a.dump_init, f"{k:03d}.{name}.f32"))
        return
    data = batches(shape, target, losskind, b)
    if a.count:
        print(json.dumps(dict(workload=a.workload, batch=b, params=nparam, optimizer=optname,
                              ops=count(model, shape, b, data[0][0]))))
        return
    model.to(dev)
    data = [(x.to(dev), y.to(dev)) for x, y in data]
    if a.channels_last:
        model = model.to(memory_format=torch.channels_last)
        data = [(x.contiguous(memory_format=torch.channels_last) if x.dim() == 4 else x, y) for x, y in data]
    lf = loss_fn(losskind)
    init_state = [t.detach().clone() for t in list(model.parameters()) + list(model.buffers())]
    params = list(model.parameters())

    def new_opt():
        kw = dict(optargs)
        if a.foreach:
            kw["foreach"] = True
        return {"sgd": torch.optim.SGD, "adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[optname](params, **kw)

    def reset():
        with torch.no_grad():
            for t, s in zip(list(model.parameters()) + list(model.buffers()), init_state):
                t.copy_(s)
        for p in params:
            p.grad = None
        return new_opt()

    net = model
    infer = a.mode == "infer"
    model.train(not infer)
    if a.jit:
        if infer:
            model.eval()
            with torch.no_grad():
                net = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(model, data[0][0])))
        else:
            net = torch.jit.trace(model, data[0][0], check_trace=False)
    if a.compile:
        if not TORCH2:
            print(json.dumps(dict(workload=a.workload, error="--compile needs torch >= 2", torch=torch.__version__)))
            return
        net = torch.compile(model)
    sync = torch.cuda.synchronize if a.cuda else (lambda: None)
    devtype = dev.type

    def fwd(x):
        if a.bf16:
            with torch.autocast(devtype, dtype=torch.bfloat16):
                return net(x)
        return net(x)

    def train_step(opt, i):
        x, y = data[i % N_BATCHES]
        opt.zero_grad(set_to_none=True)
        out = fwd(x)
        loss = lf(out.float() if a.bf16 else out, y)
        loss.backward()
        opt.step()
        return loss

    def infer_step(_opt, i):
        return fwd(data[i % N_BATCHES][0])

    class Null:
        def __enter__(s): return s
        def __exit__(s, *e): return False

    # 1. parity: the losses of the first steps with dropout off
    losses, check = [], None
    if not infer:
        drops = [(m, m.p) for m in model.modules() if isinstance(m, nn.Dropout)]
        for m, _ in drops:
            m.p = 0.0
        opt = reset()
        if not a.skip_losses and (not (a.jit or a.compile) or not drops):
            losses = [float(train_step(opt, i)) for i in range(nchk)]
        if a.check:
            row = lambda t: [float(t.double().norm()), float(t.double().sum())]
            print(json.dumps(dict(peer="pytorch", torch=torch.__version__, workload=a.workload, stream_offset=a.stream_offset, steps=nchk,
                                  losses=losses, tensors=[dict(name=n, param=row(p.detach()), grad=row(p.grad)) for n, p in model.named_parameters()])))
            return
        for m, p in drops:
            m.p = p
    else:
        with torch.inference_mode():
            check = float(infer_step(None, 0).float().abs().mean())
    step = infer_step if infer else train_step

    # 2. timing
    with (torch.inference_mode() if infer else Null()):
        opt = None if infer else reset()
        for i in range(2):
            step(opt, i)
        sync()
        if a.profile:
            from torch.profiler import profile, ProfilerActivity
            n = a.steps or 10
            with profile(activities=[ProfilerActivity.CPU]) as prof:
                t0 = time.perf_counter()
                for i in range(n):
                    step(opt, i)
                wall = time.perf_counter() - t0
            tot = sum(e.self_cpu_time_total for e in prof.key_averages())
            tops = [(e.key, round(100 * e.self_cpu_time_total / tot, 1), e.count // n)
                    for e in sorted(prof.key_averages(), key=lambda e: -e.self_cpu_time_total)[:14]]
            print(json.dumps(dict(workload=a.workload, mode=a.mode, threads=th, batch=b, profile=tops, steps=n,
                                  ms_per_step_profiled=round(1e3 * wall / n, 3),
                                  ops_per_step=sum(e.count for e in prof.key_averages()) // n)))
            return
        n = a.steps
        if not n:
            t0, n = time.perf_counter(), 0
            while time.perf_counter() - t0 < 0.4 or n < 1:
                step(opt, n)
                n += 1
            sync()
            n = max(1, int(n * 0.6 / (time.perf_counter() - t0)))
        res, began, la0 = [], time.perf_counter(), open("/proc/loadavg").read().split()[0]
        while True:
            if not infer:
                opt = reset()
                for i in range(2):
                    step(opt, i)
                sync()
            (b0_, s0), c0, t0 = cpu_busy(), time.process_time(), time.perf_counter()
            for i in range(n):
                out = step(opt, i)
            sync()
            t1, c1, (b1_, s1) = time.perf_counter(), time.process_time(), cpu_busy()
            wall, own = t1 - t0, c1 - c0
            others = max(0.0, (b1_ - b0_) - own) / wall          # cores used by other processes
            res.append((n / wall, others, (s1 - s0) / wall, own / n, wall))
            # CPU accounting ticks are 10 ms: allow three of them, judge each block by its own length,
            # and never call a block quiet that is too short to tell
            quiet = [r for r in res if r[4] >= 0.2 and r[1] <= 0.05 + 0.03 / r[4] and r[2] <= 0.03]
            spent = time.perf_counter() - began
            if len(quiet) >= a.blocks or (spent > a.max_seconds and len(res) >= 3):
                break
    use = quiet if len(quiet) >= 3 else res
    q1, med, q3 = quartiles([r[0] for r in use])
    variant = "+".join(k for k, v in (("channels-last", a.channels_last), ("compile", a.compile), ("jit", a.jit),
                                      ("foreach", a.foreach), ("no-mkldnn", a.no_mkldnn)) if v) or "eager"
    print(json.dumps(dict(
        peer="pytorch", torch=torch.__version__, workload=a.workload, mode=a.mode, variant=variant,
        dtype="bf16-autocast" if a.bf16 else "f32", device=dev.type, threads=th, batch=b, params=nparam,
        steps_per_s=round(med, 3), q25=round(q1, 3), q75=round(q3, 3), best=round(max(r[0] for r in res), 3),
        samples_per_s=round(med * b, 1), ms_per_step=round(1e3 / med, 4),
        cpu_ms_per_step=round(1e3 * statistics.median(r[3] for r in use), 4),
        peak_rss_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0, 1),
        import_rss_mb=round(RSS_IMPORT, 1), losses=[round(v, 6) for v in losses], output_abs_mean=check,
        blocks=len(res), quiet_blocks=len(quiet), block_steps=n, contended=len(quiet) < 3,
        others_cores=round(statistics.mean(r[1] for r in res), 2), load_before=float(la0),
        load_after=float(open("/proc/loadavg").read().split()[0]),
        blas=blas, wait_policy=os.environ.get("OMP_WAIT_POLICY", "default"), capability=os.environ.get("ATEN_CPU_CAPABILITY", "auto"), tag=a.tag)), flush=True)


main(ARGS)
