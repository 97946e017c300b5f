"""Facts of the page "Networks you know": what their neurons see, what there is of them, and who published what."""

from figures_src import networks
from figures_src.networks import depth, growth_by_jump, inception_v3, network, seen, sees_all, spans

_ENDPOINTS = {(e.name, e.layer): e for e in (*networks.CLASSIFIERS, *networks.OTHERS)}
_LINKS = {
    networks.BOTH: "[Araujo 2019](sources.md#araujo-2019)",
    networks.LIBRARY: "[its library](sources.md#receptive-field-library)",
    networks.TOOLBOX: "[RFA toolbox](sources.md#rfa-toolbox)",
    networks.PIX2PIX: "[pix2pix code](sources.md#pix2pix)",
    networks.GIRSHICK: "[Girshick 2014](sources.md#r-cnn)",
    networks.LONG: "[Long 2015](sources.md#long-2015)",
    networks.REN: "[Ren 2015](sources.md#faster-r-cnn)",
    "Chen et al. 2015": "[Chen 2015](sources.md#chen-2015)",
    "van den Oord et al. 2016": "[van den Oord 2016](sources.md#wavenet)",
    "paul-krug/pytorch-tcn issue 13": "[pytorch-tcn](sources.md#pytorch-tcn)",
    "": "",
}


def _number(value):
    return f"{float(value):,g}".replace("-", "−")


def _sizes(field):
    return " or ".join(f"{size:,}" for size in sorted(set(field.sizes)))


def _said(endpoint):
    """What was published, and where."""
    return [", ".join(f"{n:,}" for n in endpoint.published), _LINKS[endpoint.source]]


# --8<-- [start:row]
def row(endpoint):
    """One line of the table, traced and counted on the network's graph."""
    net, layer = network(endpoint.name), endpoint.layer
    field, image = net.field(layer), net.size("image")[0]
    side = net.size(layer)[0]
    # who does not reach from edge to edge cannot see everything
    reaches = max(spans(net, layer)) == image
    seeing = len(sees_all(net, layer)) if reaches else 0
    neurons = net.total("conv", "transposed", "dense").neurons
    return [
        *(f"{endpoint.name} `{layer}`", f"{image} → {side}", _sizes(field)),
        *map(_number, (field.jump, -field.start, field.centre)),
        *(f"{seeing} of {side**2:,}", neurons, net.total().parameters),
        *_said(endpoint),
    ]


# --8<-- [end:row]


def _over_time(name, layer):
    """The same line for a network over a series of any length, whose paper leaves the number of maps open."""
    endpoint = _ENDPOINTS[name, layer]
    field = endpoint.network.field(layer)
    place = map(_number, (field.jump, -field.start, field.centre))
    return [f"{name} `{layer}`", "a series", _sizes(field), *place, "—", "—", "—", *_said(endpoint)]


_ELSEWHERE = {  # further layers of networks that are listed already: they stand in the table of variants
    ("AlexNet", "fc6"),
    ("ZFNet + RPN", "conv5"),
    ("VGG-16", "conv5_3"),
    ("VGG-16", "fc6"),
    ("VGG-16 + RPN", "rpn3x3"),
    ("VGG-16 (DeepLab)", "fc6"),
    ("GoogLeNet", "avgpool7"),
}
_HEAD = ["Network, layer", "Image → map", "Field", "Stride", "Padding", "First centre", "See everything"]
known_networks = [
    [*_HEAD, "Neurons", "Parameters", "Published", "Source"],
    *(row(e) for e in networks.CLASSIFIERS if (e.name, e.layer) not in _ELSEWHERE),
    row(_ENDPOINTS["U-Net", "out"]),
    row(_ENDPOINTS["YOLOv3, 13×13 head", "head"]),
    _over_time("WaveNet", "stack1"),
    _over_time("WaveNet", "skip-sum"),
    _over_time("TCN", "last"),
]


def _variant(words, name, layer):
    endpoint = _ENDPOINTS[name, layer]
    return [words, endpoint.network.field(layer).size, *_said(endpoint)]


one_name_many_fields = [
    ["Read as", "Field", "Published", "Source"],
    _variant("**VGG-16**: last convolution, `conv5_3`", "VGG-16", "conv5_3"),
    _variant("with the pooling after it, `pool5`", "VGG-16", "pool5"),
    _variant("`conv5_3` and a detector's 3×3 layer", "VGG-16 + RPN", "rpn3x3"),
    _variant("`fc6`, as a 7×7 convolution", "VGG-16", "fc6"),
    _variant("`fc6` cut to 4×4 (DeepLab)", "VGG-16 (DeepLab)", "fc6"),
    _variant("**ResNet-50**: stride in the 3×3 (torchvision)", "ResNet-50 (torchvision)", "layer4"),
    _variant("stride in the 1×1 before it (paper)", "ResNet-50 (paper)", "layer4"),
    _variant("stride at the end of the stage before (TF-Slim)", "ResNet-50 (TF-Slim)", "block4"),
    _variant("**GoogLeNet** as printed: last module, `5b`", "GoogLeNet", "5b"),
    _variant("with its 7×7 average", "GoogLeNet", "avgpool7"),
    _variant("5×5 branches made 3×3 (TF-Slim, torchvision)", "Inception v1 (TF-Slim)", "5b"),
    _variant("**PatchGAN**: three layers with a stride", "PatchGAN, 3 strided", "patch"),
    _variant("with five of them", "PatchGAN, 5 strided", "patch"),
    _variant("with six of them", "PatchGAN, 6 strided", "patch"),
]


def _size(name, layer):
    return _ENDPOINTS[name, layer].network.field(layer).size


widest_field = _size("Inception-ResNet-v2", "Conv2d_7b_1x1")
widest_in_images = f"{widest_field / network('Inception-ResNet-v2').size('image')[0]:.1f}"
resnet18_size = _size("ResNet-18", "layer4")
resnet50_size = _size("ResNet-50 (torchvision)", "layer4")
fc6_adds = network("VGG-16").field("fc6").size - network("VGG-16").field("pool5").size
resnet50_printed = _size("ResNet-50 (paper)", "layer4")
resnet50_gap = resnet50_printed - resnet50_size
resnet50_layers = depth(network("ResNet-50 (paper)"), "layer4")
resnet34_size, resnet34_layers = _size("ResNet-34", "layer4"), depth(network("ResNet-34"), "layer4")

_vgg = growth_by_jump(network("VGG-16"), "pool5")
vgg16_size = 1 + sum(_vgg.values())
vgg16_sum = " + ".join(f"{grown}" for grown in (1, *_vgg.values()))
vgg16_last_stage = _vgg[16]

_INCEPTION = 2891  # an image large enough for one whole field of Inception v3
_middle = inception_v3(_INCEPTION).size("Mixed_7c")[0] // 2
_seen = seen(inception_v3(_INCEPTION), "Mixed_7c", (_middle, _middle))
inception_v3_side = _size("Inception v3", "Mixed_7c")
inception_v3_seen = f"{100 * _seen / inception_v3_side**2:.1f} %"
