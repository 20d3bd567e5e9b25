"""The eager face: every option of ``GradientTape``, by the pages that teach it."""

# A row of a table is one line, however long.
# ruff: noqa: E501
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("tapes_options", "eager")
TOPICS = [TOPIC]

# A title, then source text whose last line is the answer.
OPTIONS = {
    "watch dict": (
        "a=tf.constant(1.);b=tf.constant(2.)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch({'a':a,'b':[b]})\n"
        "    y=a*b\n"
        "t.gradient(y,{'a':a,'b':[b]})"
    ),
    "watch int": (
        "with tf.GradientTape() as t:\n    t.watch(tf.constant(3))\n    y=1\n1"
    ),
    "watch after": (
        "x=tf.constant(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "    t.watch(x)\n"
        "t.gradient(y,x)"
    ),
    "watch outside after": (
        "x=tf.constant(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "t.watch(x)\n"
        "t.gradient(y,x)"
    ),
    "gradient in with nonpersistent": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "    g=t.gradient(y,x)\n"
        "    z=x*x\n"
        "[g,t._recording]"
    ),
    "gradient in persistent": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    y=x*x\n"
        "    g=t.gradient(y,x)\n"
        "    g=t.gradient(y,x)\n"
        "g"
    ),
    "target is source": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    y=x*x\n"
        "[t.gradient(x,x),t.gradient(y,y)]"
    ),
    "target const source": (
        "c=tf.constant(2.)\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    t.watch(c)\n"
        "t.gradient(c,c)"
    ),
    "unwatched target source": (
        "c=tf.constant(2.)\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    pass\n"
        "t.gradient(c,c)"
    ),
    "var target": (
        "x=tf.Variable(3.0)\nwith tf.GradientTape() as t:\n    y=x*x\nt.gradient(x,x)"
    ),
    "var target after assign": (
        "x=tf.Variable(3.0)\n"
        "v=tf.Variable(1.)\n"
        "with tf.GradientTape() as t:\n"
        "    v.assign(x*x)\n"
        "t.gradient(v,x)"
    ),
    "int target": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.cast(x,tf.int32)*2\n"
        "t.gradient(y,x)"
    ),
    "int source": (
        "x=tf.constant(3)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=x*x\n"
        "t.gradient(y,x)"
    ),
    "string source": (
        "x=tf.constant('a')\n"
        "y=tf.Variable(1.)\n"
        "with tf.GradientTape() as t:\n"
        "    z=y*y\n"
        "t.gradient(z,x)"
    ),
    "empty sources": (
        "x=tf.Variable(3.0)\nwith tf.GradientTape() as t:\n    y=x*x\nt.gradient(y,[])"
    ),
    "namedtuple": (
        "import collections\n"
        "P=collections.namedtuple('P','a b')\n"
        "p=P(tf.Variable(1.),tf.Variable(2.))\n"
        "with tf.GradientTape() as t:\n"
        "    y=p.a*p.b\n"
        "g=t.gradient(y,p)\n"
        "[type(g).__name__,g.a,g.b]"
    ),
    "targets dict": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y={'u':x*x,'v':3*x}\n"
        "t.gradient(y,x)"
    ),
    "og list": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=[x*x,3*x]\n"
        "t.gradient(y,x,output_gradients=[tf.constant(1.),tf.constant(10.)])"
    ),
    "og number": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "t.gradient(y,x,output_gradients=10.)"
    ),
    "unc zero": (
        "x=tf.Variable([1.,2.]);y=tf.Variable(1.)\n"
        "with tf.GradientTape() as t:\n"
        "    z=y*y\n"
        "t.gradient(z,[x,y],unconnected_gradients=tf.UnconnectedGradients.ZERO)"
    ),
    "unc zero int": (
        "x=tf.constant([1,2]);y=tf.Variable(1.)\n"
        "with tf.GradientTape() as t:\n"
        "    z=y*y\n"
        "t.gradient(z,[x,y],unconnected_gradients='zero')"
    ),
    "stop": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "    with t.stop_recording():\n"
        "        z=x*x\n"
        "        g=t.gradient(y,x)\n"
        "    w=x*x*x\n"
        "[g,t.gradient(w,x)]"
    ),
    "stop persistent": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    y=x*x\n"
        "    with t.stop_recording():\n"
        "        z=x*x\n"
        "        g=t.gradient(y,x)\n"
        "    w=x*x*x+y\n"
        "[g,t.gradient(w,x),t.gradient(z,x)]"
    ),
    "reset": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "    t.reset()\n"
        "    z=x*x*x\n"
        "[t.gradient(z,x)]"
    ),
    "reset loses": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "    t.reset()\n"
        "    z=y*x\n"
        "[t.gradient(z,x)]"
    ),
    "reset watch lost": (
        "x=tf.constant(2.)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    t.reset()\n"
        "    z=x*x\n"
        "[t.gradient(z,x)]"
    ),
    "reenter": (
        "x=tf.Variable(3.0)\n"
        "t=tf.GradientTape()\n"
        "with t:\n"
        "    y=x*x\n"
        "with t:\n"
        "    z=y*x\n"
        "t.gradient(z,x)"
    ),
    "reenter persistent": (
        "x=tf.Variable(3.0)\n"
        "t=tf.GradientTape(persistent=True)\n"
        "with t:\n"
        "    y=x*x\n"
        "with t:\n"
        "    z=y*x\n"
        "[t.gradient(z,x),t.gradient(y,x)]"
    ),
    "reenter after gradient": (
        "x=tf.Variable(3.0)\n"
        "t=tf.GradientTape()\n"
        "with t:\n"
        "    y=x*x\n"
        "g=t.gradient(y,x)\n"
        "with t:\n"
        "    z=x*x*x\n"
        "[g,t.gradient(z,x)]"
    ),
    "watched_variables": (
        "a=tf.Variable(1.,name='a');b=tf.Variable(2.,name='b');c=tf.Variable(1.,trainable=False)\n"
        "with tf.GradientTape() as t:\n"
        "    y=b*a*c\n"
        "[v.name for v in t.watched_variables()]"
    ),
    "watched_variables after gradient": (
        "a=tf.Variable(1.,name='a')\n"
        "with tf.GradientTape() as t:\n"
        "    y=a*a\n"
        "t.gradient(y,a)\n"
        "[v.name for v in t.watched_variables()]"
    ),
    "watched none": ("t=tf.GradientTape()\nt.watched_variables()"),
    "watch int var": (
        "a=tf.Variable(1)\n"
        "with tf.GradientTape() as t:\n"
        "    y=a*a\n"
        "[v.name for v in t.watched_variables()],t.gradient(y,a)"
    ),
    "complex holo": (
        "z=tf.Variable(1.+2.j)\n"
        "with tf.GradientTape() as t:\n"
        "    y=z*z\n"
        "t.gradient(y,z)"
    ),
    "complex abs": (
        "z=tf.Variable(3.+4.j)\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.abs(z)\n"
        "t.gradient(y,z)"
    ),
    "complex real imag conj": (
        "z=tf.Variable(3.+4.j)\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    a=tf.math.real(z);b=tf.math.imag(z);c=tf.math.conj(z);d=tf.exp(z);e=tf.math.angle(z);f=z**3\n"
        "[t.gradient(q,z) for q in (a,b,c,d,e,f)]"
    ),
    "complex from real": (
        "x=tf.Variable(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.abs(tf.complex(x,2*x))\n"
        "t.gradient(y,x)"
    ),
    "gather axis1": (
        "p=tf.constant([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(p)\n"
        "    y=tf.reduce_sum(tf.gather(p,[0,1,0],axis=1)**2)\n"
        "g=t.gradient(y,p)\n"
        "g"
    ),
    "gather + dense": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather(p,[0,2,0])**2)+tf.reduce_sum(p)\n"
        "g=t.gradient(y,p)\n"
        "g"
    ),
    "gather of computed": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather(p*2,[0,2,0])**2)\n"
        "g=t.gradient(y,p)\n"
        "g"
    ),
    "gather v[0]": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(p[0])\n"
        "g=t.gradient(y,p)\n"
        "g"
    ),
    "slices as og": (
        "p=tf.Variable([1.,3.,4.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=p*1.0\n"
        "g=t.gradient(y,p,output_gradients=tf.IndexedSlices(tf.constant([1.]),tf.constant([0]),tf.constant([3])))\n"
        "g"
    ),
    "jac": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=x**2\n"
        "t.jacobian(y,x)"
    ),
    "jac mult": (
        "x=tf.Variable([1.,2.]);w=tf.Variable(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=w*x**2\n"
        "t.jacobian(y,{'x':x,'w':w})"
    ),
    "jac scalar": (
        "x=tf.Variable(2.)\nwith tf.GradientTape() as t:\n    y=x**2\nt.jacobian(y,x)"
    ),
    "jac none": (
        "x=tf.Variable([1.,2.]);w=tf.Variable(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x**2\n"
        "t.jacobian(y,[x,w])"
    ),
    "jac zero": (
        "x=tf.Variable([1.,2.]);w=tf.Variable(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x**2\n"
        "t.jacobian(y,[x,w],unconnected_gradients='zero')"
    ),
    "jac nopfor": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    y=x**2\n"
        "t.jacobian(y,x,experimental_use_pfor=False,parallel_iterations=2)"
    ),
    "jac target var": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=x**2\n"
        "t.jacobian(x,x)"
    ),
    "jac int target": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.cast(x,tf.int32)\n"
        "t.jacobian(y,x)"
    ),
    "jac in with": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=x**2\n"
        "    j=t.jacobian(y,x)\n"
        "j"
    ),
    "jac nested": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as o:\n"
        "    with tf.GradientTape() as t:\n"
        "        y=x**3\n"
        "    g=t.gradient(y,x)\n"
        "o.jacobian(g,x)"
    ),
    "jac outer": (
        "x=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as o:\n"
        "    with tf.GradientTape() as t:\n"
        "        y=x**3\n"
        "    j=t.jacobian(y,x)\n"
        "o.gradient(j,x)"
    ),
    "jac empty": (
        "x=tf.Variable(np.zeros((0,),'f'))\n"
        "with tf.GradientTape() as t:\n"
        "    y=x**2\n"
        "t.jacobian(y,x)"
    ),
    "jac gather": (
        "x=tf.Variable([1.,2.,3.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.gather(x,[0,2])\n"
        "t.jacobian(y,x)"
    ),
    "bj": (
        "x=tf.constant([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=x*x\n"
        "t.batch_jacobian(y,x)"
    ),
    "bj nopfor": (
        "x=tf.constant([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape(persistent=True) as t:\n"
        "    t.watch(x)\n"
        "    y=x*x\n"
        "t.batch_jacobian(y,x,experimental_use_pfor=False)"
    ),
    "bj none": (
        "x=tf.constant([[1.,2.],[3.,4.]])\n"
        "y=tf.constant([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "t.batch_jacobian(y,x)"
    ),
    "bj zero": (
        "x=tf.constant([[1.,2.],[3.,4.]])\n"
        "y=tf.constant([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "t.batch_jacobian(y,x,unconnected_gradients='zero')"
    ),
    "bj mixing": (
        "x=tf.constant([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=x*tf.reduce_sum(x)\n"
        "t.batch_jacobian(y,x)"
    ),
    "bj var": (
        "x=tf.Variable([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*x\n"
        "t.batch_jacobian(y,x)"
    ),
    "jac 2d": (
        "x=tf.constant([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=x@x\n"
        "t.jacobian(y,x)"
    ),
    "bj 3d": (
        "x=tf.reshape(tf.range(24.),[3,2,4])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=tf.reduce_sum(x**2,1)\n"
        "t.batch_jacobian(y,x)"
    ),
    "bj unconnected": (
        "x=tf.ones([3,2]);z=tf.ones([3,4])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch([x,z])\n"
        "    y=x**2\n"
        "t.batch_jacobian(y,z)"
    ),
    "slices: two kinds of use": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather(p,[0,2]))+tf.reduce_sum(tf.gather(p,[[1],[2]]))\n"
        "g=t.gradient(y,p)\n"
        "[str(g),g.values,g.indices,g.dense_shape,g.shape.as_list(),g.dtype.name,tf.convert_to_tensor(g)]"
    ),
    "slices: a lookup": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.nn.embedding_lookup(p,[[0,2],[1,1]]))\n"
        "g=t.gradient(y,p)\n"
        "[str(g),g.values,g.indices,g.dense_shape,g.shape.as_list(),g.dtype.name,tf.convert_to_tensor(g)]"
    ),
    "slices: an identity": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather(tf.identity(p),[0,2,0])**2)\n"
        "g=t.gradient(y,p)\n"
        "[str(g),g.values,g.indices,g.dense_shape,g.shape.as_list(),g.dtype.name,tf.convert_to_tensor(g)]"
    ),
    "slices: squares": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather(p,[0,2,0])**2)\n"
        "g=t.gradient(y,p)\n"
        "[str(g),g.values,g.indices,g.dense_shape,g.shape.as_list(),g.dtype.name,tf.convert_to_tensor(g)]"
    ),
    "slices: scaled": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=3.0*tf.reduce_sum(tf.gather(p,[2,2]))\n"
        "g=t.gradient(y,p)\n"
        "[str(g),g.values,g.indices,g.dense_shape,g.shape.as_list(),g.dtype.name,tf.convert_to_tensor(g)]"
    ),
    "slices: rows of a vector": (
        "p=tf.Variable([1.,3.,4.])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather_nd(p,[[0],[2]]))\n"
        "g=t.gradient(y,p)\n"
        "[type(g).__name__,tf.convert_to_tensor(g)]"
    ),
    "slices: assign_sub": (
        "p=tf.Variable([[1.,2.],[3.,4.],[5.,6.]])\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.reduce_sum(tf.gather(p,[0,2,0]))\n"
        "p.assign_sub(t.gradient(y,p))\n"
        "p.numpy()"
    ),
    "slices: second order": (
        "p=tf.Variable([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as o:\n"
        "    with tf.GradientTape() as t:\n"
        "        y=tf.reduce_sum(tf.gather(p,[0])**3)\n"
        "    g=t.gradient(y,p)\n"
        "    h=tf.convert_to_tensor(g)\n"
        "tf.convert_to_tensor(o.gradient(h,p))"
    ),
    "guide: a model": (
        "w=tf.Variable([[.1,.2],[.3,.4],[.5,.6]])\n"
        "b=tf.Variable(tf.zeros(2))\n"
        "x=[[1.,2.,3.]]\n"
        "with tf.GradientTape(persistent=True) as tape:\n"
        "    y=x@w+b\n"
        "    loss=tf.reduce_mean(y**2)\n"
        "[*tape.gradient(loss,[w,b]),tape.gradient(loss,{'w':w,'b':b})['b']]"
    ),
    "guide: intermediate": (
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as tape:\n"
        "    tape.watch(x)\n"
        "    y=x*x\n"
        "    z=y*y\n"
        "tape.gradient(z,y)"
    ),
    "guide: replaced variable": (
        "x=tf.Variable(2.0)\n"
        "r=[]\n"
        "for epoch in range(2):\n"
        "    with tf.GradientTape() as tape:\n"
        "        y=x+1\n"
        "    r.append(tape.gradient(y,x))\n"
        "    x=x+1\n"
        "r"
    ),
    "guide: numpy": (
        "x=tf.Variable([[1.,2.],[3.,4.]])\n"
        "with tf.GradientTape() as tape:\n"
        "    x2=x**2\n"
        "    y=np.mean(x2,axis=0)\n"
        "    y=tf.reduce_mean(y,axis=0)\n"
        "tape.gradient(y,x)"
    ),
    "guide: state": (
        "x0=tf.Variable(3.0);x1=tf.Variable(0.0)\n"
        "with tf.GradientTape() as tape:\n"
        "    x1.assign_add(x0)\n"
        "    y=x1**2\n"
        "tape.gradient(y,x0)"
    ),
    "guide: elementwise": (
        "x=tf.linspace(-10.0,10.0,5)\n"
        "with tf.GradientTape() as tape:\n"
        "    tape.watch(x)\n"
        "    y=tf.nn.sigmoid(x)\n"
        "tape.gradient(y,x)"
    ),
    "guide: gradient of a gradient penalty": (
        "x=tf.Variable([[1.,-2.],[.5,3.]])\n"
        "w=tf.Variable([[.3],[.7]])\n"
        "with tf.GradientTape() as t2:\n"
        "    with tf.GradientTape() as t1:\n"
        "        y=tf.tanh(x@w)\n"
        "    g1=t1.gradient(y,x)\n"
        "    m=tf.norm(g1)\n"
        "t2.gradient(m,w)"
    ),
    "guide: jacobian of a layer": (
        "x=tf.reshape(tf.range(35.)/35,[7,5])\n"
        "w=tf.Variable(tf.reshape(tf.range(50.)/50,[5,10]))\n"
        "with tf.GradientTape(persistent=True) as tape:\n"
        "    y=tf.nn.relu(x@w)\n"
        "j=tape.jacobian(y,w)\n"
        "g=tape.gradient(y,w)\n"
        "[j.shape.as_list(),tf.reduce_sum(j,axis=[0,1]),g]"
    ),
    "guide: hessian": (
        "x=tf.Variable([1.,2.,3.])\n"
        "with tf.GradientTape() as t2:\n"
        "    with tf.GradientTape() as t1:\n"
        "        loss=tf.reduce_sum(x**3)*x[0]\n"
        "    g=t1.gradient(loss,x)\n"
        "t2.jacobian(g,x)"
    ),
    "guide: batch jacobian": (
        "x=tf.reshape(tf.range(12.)/12,[3,4])\n"
        "w=tf.reshape(tf.range(8.)/8,[4,2])\n"
        "with tf.GradientTape(persistent=True) as tape:\n"
        "    tape.watch(x)\n"
        "    y=tf.nn.elu(x@w)\n"
        "tape.batch_jacobian(y,x)"
    ),
}

for title, text in OPTIONS.items():
    TOPIC.add(
        title, lambda tf, np, text=text: execute(tf, np, text), rtol=1e-5, atol=1e-6
    )

MISTAKES = {
    "sources: None": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "t.gradient(y,[x,None])"
        ),
        (),
    ),
    "target: None": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "t.gradient(None,x)"
        ),
        ("Argument `target` should be",),
    ),
    "unknown policy": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "t.gradient(y,x,unconnected_gradients='maybe')"
        ),
        ("Unknown value for unconnected_gradients: 'maybe'",),
    ),
    "stop outside": (
        ("t=tf.GradientTape()\nwith t.stop_recording():\n    pass\n1"),
        ("Trying to stop recording a tape which is not recording.",),
    ),
    "reset outside": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "t.reset()\n"
            "t.gradient(y,x)"
        ),
        ("Tape is not recording.",),
    ),
    "entered twice": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    with t:\n"
            "        y=x*x\n"
            "1"
        ),
        (
            "Tape is still recording, This can happen if you try to re-enter an already-active tape.",
        ),
    ),
    "asked twice inside": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "    g=t.gradient(y,x)\n"
            "    g=t.gradient(y,x)\n"
            "1"
        ),
        ("A non-persistent GradientTape can only be used to compute one set of",),
    ),
    "asked before recording": (
        ("x=tf.constant(3.)\nt=tf.GradientTape()\nt.gradient(x,x)"),
        ("A non-persistent GradientTape",),
    ),
    "jacobian asked twice": (
        (
            "x=tf.Variable([1.,2.])\n"
            "with tf.GradientTape() as t:\n"
            "    y=x**2\n"
            "t.jacobian(y,x)\n"
            "t.jacobian(y,x)"
        ),
        ("A non-persistent GradientTape",),
    ),
    "watch before the with": (
        (
            "x=tf.constant(3.)\n"
            "t=tf.GradientTape()\n"
            "t.watch(x)\n"
            "with t:\n"
            "    y=x*x\n"
            "t.gradient(y,x)"
        ),
        (),
    ),
    "watch text": (
        ("with tf.GradientTape() as t:\n    t.watch('hello')\n1"),
        (
            "Passed in object hello of type 'str', not tf.Tensor or tf.Variable or ExtensionType.",
        ),
    ),
    "watch None": (
        ("with tf.GradientTape() as t:\n    t.watch(None)\n1"),
        ("of type 'NoneType'",),
    ),
    "output gradient of another shape": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "t.gradient(y,x,output_gradients=tf.constant([1.,2.]))"
        ),
        (),
    ),
    "output gradient of another dtype": (
        (
            "x=tf.Variable(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    y=x*x\n"
            "t.gradient(y,x,output_gradients=tf.constant(1))"
        ),
        (),
    ),
    "jacobian without pfor": (
        (
            "x=tf.Variable([1.,2.])\n"
            "with tf.GradientTape() as t:\n"
            "    y=x**2\n"
            "t.jacobian(y,x,experimental_use_pfor=False)"
        ),
        (
            "GradientTape must be created with persistent=True to compute the jacobian with eager execution enabled and with",
        ),
    ),
    "batches of vectors": (
        (
            "x=tf.constant([1.,2.])\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=x*x\n"
            "t.batch_jacobian(y,x)"
        ),
        ("Shape (2,) must have rank at least 2",),
    ),
    "batches that differ": (
        (
            "x=tf.constant([[1.,2.],[3.,4.]])\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=tf.reshape(x*x,[1,4])\n"
            "t.batch_jacobian(y,x)"
        ),
        (
            "Need first dimension of target shape ((1, 4)) and source shape ((2, 2)) to match.",
        ),
    ),
    "hessians": (
        ("x=tf.constant(1.)\ntf.hessians(x*x,x)"),
        ("tf.gradients is not supported when eager execution is enabled.",),
    ),
    "variables not taken": (
        (
            "v=tf.Variable(2.0)\n"
            "@tf.custom_gradient\n"
            "def f(x):\n"
            "    y=x*v\n"
            "    def grad(dy):\n"
            "        return dy*v\n"
            "    return y,grad\n"
            "x=tf.constant(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=f(x)\n"
            "t.gradient(y,[x,v])"
        ),
        (
            "@tf.custom_gradient grad_fn must accept keyword argument 'variables', since function uses variables",
        ),
    ),
    "variables not answered": (
        (
            "v=tf.Variable(2.0)\n"
            "@tf.custom_gradient\n"
            "def f(x):\n"
            "    y=x*v\n"
            "    def grad(dy,variables=None):\n"
            "        return dy*v, []\n"
            "    return y,grad\n"
            "x=tf.constant(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=f(x)\n"
            "t.gradient(y,[x,v])"
        ),
        ("Must return gradient for each variable from @custom_gradient grad_fn",),
    ),
    "variables answered by one": (
        (
            "v=tf.Variable(2.0)\n"
            "@tf.custom_gradient\n"
            "def f(x):\n"
            "    y=x*v\n"
            "    def grad(dy,variables=None):\n"
            "        return dy*v\n"
            "    return y,grad\n"
            "x=tf.constant(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=f(x)\n"
            "t.gradient(y,[x,v])"
        ),
        (),
    ),
    "answers for no variables": (
        (
            "@tf.custom_gradient\n"
            "def f(x):\n"
            "    y=x*2\n"
            "    def grad(dy,variables=None):\n"
            "        return dy*10, [1.]\n"
            "    return y,grad\n"
            "x=tf.constant(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=f(x)\n"
            "t.gradient(y,x)"
        ),
        (
            "custom_gradient function expected to return 1 gradients, but returned 2 instead.",
        ),
    ),
    "too few gradients": (
        (
            "@tf.custom_gradient\n"
            "def f(x,y):\n"
            "    return x*y, lambda dy: dy\n"
            "x=tf.constant(3.0)\n"
            "with tf.GradientTape() as t:\n"
            "    t.watch(x)\n"
            "    y=f(x,x)\n"
            "t.gradient(y,x)"
        ),
        (
            "custom_gradient function expected to return 2 gradients, but returned 1 instead.",
        ),
    ),
    "no pair": (
        ("@tf.custom_gradient\ndef f(x):\n    return x*2\nf(tf.constant(1.))"),
        (),
    ),
    "a gradient registered twice": (
        "tf.RegisterGradient('Mul')(lambda op,g: g)",
        ("Registering two gradient with name 'Mul'!",),
    ),
    "a name that is none": (
        "tf.RegisterGradient(3)",
        ("op_type must be a string",),
    ),
}
for title, (text, fragments) in MISTAKES.items():
    TOPIC.mistake(title, text, *fragments)
