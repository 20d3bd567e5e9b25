"""The eager face: gradients that a function says itself, as tapes take them."""

# A row of a table is one line, however long.
from __future__ import annotations

from tests.oracle.harness import Topic, execute

TOPIC = Topic("tapes_own_gradients", "eager")
TOPICS = [TOPIC]

# A title, then source text whose last line is the answer.
OWN_GRADIENTS = {
    "cg vars": (
        "v=tf.Variable(2.0,name='v')\n"
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    y=x*v\n"
        "    def grad(dy, variables=None):\n"
        "        return dy*v, [dy*x for _ in variables]\n"
        "    return y,grad\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "t.gradient(y,[x,v])"
    ),
    "cg vars kwargs": (
        "v=tf.Variable(2.0)\n"
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    y=x*v\n"
        "    def grad(dy,**kw):\n"
        "        return dy*v, [dy*x]\n"
        "    return y,grad\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "t.gradient(y,[x,v])"
    ),
    "cg variables kw none used plain": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    y=x*2\n"
        "    def grad(dy,variables=None):\n"
        "        return dy*10\n"
        "    return y,grad\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "t.gradient(y,x)"
    ),
    "cg var arg": (
        "v=tf.Variable(2.0)\n"
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    y=x*2\n"
        "    def grad(dy):\n"
        "        return dy*10\n"
        "    return y,grad\n"
        "with tf.GradientTape() as t:\n"
        "    y=f(v)\n"
        "t.gradient(y,v)"
    ),
    "cg var arg kw": (
        "v=tf.Variable(2.0)\n"
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    y=x*2\n"
        "    def grad(dy,variables=None):\n"
        "        return dy*10,[7.]*len(variables or [])\n"
        "    return y,grad\n"
        "with tf.GradientTape() as t:\n"
        "    y=f(v)\n"
        "t.gradient(y,v)"
    ),
    "cg untrainable var": (
        "v=tf.Variable(2.0,trainable=False)\n"
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return x*v, lambda dy: dy*10\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "t.gradient(y,x)"
    ),
    "cg None": (
        "@tf.custom_gradient\n"
        "def f(x,y):\n"
        "    return x*y, lambda dy: (dy,None)\n"
        "x=tf.constant(3.0);z=tf.constant(2.)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch([x,z])\n"
        "    y=f(x,z)\n"
        "t.gradient(y,[x,z])"
    ),
    "cg two outputs": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return (x*2,x*3), lambda a,b: a+10*b\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg two outputs one used": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return (x*2,x*3), lambda a,b: a+10*b\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "[y,t.gradient(y[0],x)]"
    ),
    "cg list out": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return [x*2,x*3], lambda a,b: a+10*b\n"
        "f(tf.constant(1.))"
    ),
    "cg dict out": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return {'a':x*2,'b':x*3}, lambda *g: g[0]+10*g[1]\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg dict in": (
        "@tf.custom_gradient\n"
        "def f(d):\n"
        "    return d['a']*d['b'], lambda g: {'a':g,'b':g*2}\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f({'a':x,'b':x})\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg dict in 2": (
        "@tf.custom_gradient\n"
        "def f(d):\n"
        "    return d['a']*d['b'], lambda g: (g,g*2)\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f({'a':x,'b':x})\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg list in": (
        "@tf.custom_gradient\n"
        "def f(d):\n"
        "    return d[0]*d[1], lambda g: (g,g*2)\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f([x,x])\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg kwargs": (
        "@tf.custom_gradient\n"
        "def f(x,scale=1.0):\n"
        "    return x*scale, lambda g: g*scale\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x,scale=5.0)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg python arg": (
        "@tf.custom_gradient\n"
        "def f(x,s):\n"
        "    return x*s, lambda g: (g*s,None)\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x,5.0)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg string arg": (
        "@tf.custom_gradient\n"
        "def f(x,s):\n"
        "    return x*2, lambda g: (g*2,None)\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x,'a')\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg method": (
        "class A:\n"
        "    k=4.0\n"
        "    @tf.custom_gradient\n"
        "    def f(self,x):\n"
        "        return x*self.k, lambda g: g*10\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=A().f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg closure": (
        "class A:\n"
        "    k=4.0\n"
        "    def f(self,x):\n"
        "        @tf.custom_gradient\n"
        "        def g(x):\n"
        "            return x*self.k, lambda g: g*10\n"
        "        return g(x)\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=A().f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg second": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return x**3, lambda g: g*3*x**2\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as o:\n"
        "    o.watch(x)\n"
        "    with tf.GradientTape() as t:\n"
        "        t.watch(x)\n"
        "        y=f(x)\n"
        "    g=t.gradient(y,x)\n"
        "[g,o.gradient(g,x)]"
    ),
    "cg second nested": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    def first(g):\n"
        "        @tf.custom_gradient\n"
        "        def inner(g,x):\n"
        "            return g*3*x**2, lambda u: (u*3*x**2, u*g*100)\n"
        "        return inner(g,x)\n"
        "    return x**3, first\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as o:\n"
        "    o.watch(x)\n"
        "    with tf.GradientTape() as t:\n"
        "        t.watch(x)\n"
        "        y=f(x)\n"
        "    g=t.gradient(y,x)\n"
        "[g,o.gradient(g,x)]"
    ),
    "cg parens": (
        "@tf.custom_gradient()\n"
        "def f(x):\n"
        "    return x,lambda g:g*5\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg wrong shape": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return x,lambda g:tf.constant([1.,2.])\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "cg clip": (
        "@tf.custom_gradient\n"
        "def clip(y):\n"
        "    def b(dy):\n"
        "        return tf.clip_by_norm(dy,0.5)\n"
        "    return y,b\n"
        "v=tf.Variable(2.0)\n"
        "with tf.GradientTape() as t:\n"
        "    o=clip(v*v)\n"
        "t.gradient(o,v)"
    ),
    "cg np output": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return x.numpy()*2,lambda g:g*5\n"
        "x=tf.constant(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=f(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "pass_through": (
        "x=tf.Variable(2.7)\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.grad_pass_through(tf.round)(x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "pass_through vars": (
        "x=tf.Variable(2.7);z=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.grad_pass_through(z.assign)(x**2)\n"
        "[y,t.gradient(y,x)]"
    ),
    "pass_through inner var": (
        "x=tf.Variable(2.7);z=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=tf.grad_pass_through(lambda u: u*z)(x)\n"
        "[y,t.gradient(y,[x,z])]"
    ),
    "recompute": (
        "w=tf.Variable([[1.,2.],[3.,4.]])\n"
        "n=[0]\n"
        "def g(x):\n"
        "    n[0]+=1\n"
        "    return tf.tanh(x@w)\n"
        "h=tf.recompute_grad(g)\n"
        "x=tf.constant([[.1,.2]])\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=tf.reduce_sum(h(x))\n"
        "r=t.gradient(y,[x,w])\n"
        "[r,n]"
    ),
    "recompute kwargs": (
        "h=tf.recompute_grad(lambda x, k=2.: k*x**3)\n"
        "x=tf.constant(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=h(x,k=5.)\n"
        "[y,t.gradient(y,x)]"
    ),
    "recompute two out": (
        "h=tf.recompute_grad(lambda x,y: (x*y,x+y))\n"
        "x=tf.constant(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=h(x,x)\n"
        "[y,t.gradient(y,x)]"
    ),
    "recompute watched var only": (
        "w=tf.Variable(2.)\n"
        "h=tf.recompute_grad(lambda x: w*x)\n"
        "x=tf.constant(3.)\n"
        "with tf.GradientTape() as t:\n"
        "    y=h(x)\n"
        "[y,t.gradient(y,w)]"
    ),
    "stop_gradient": (
        "x=tf.Variable(3.0)\n"
        "with tf.GradientTape() as t:\n"
        "    y=x*tf.stop_gradient(x)\n"
        "t.gradient(y,x)"
    ),
    "guide 1": (
        "x=tf.Variable([2.,2.])\n"
        "x0=tf.Variable(3.)\n"
        "with tf.GradientTape() as tape:\n"
        "    y=x+1\n"
        "tape.gradient(y,tf.constant(1.))"
    ),
    "nested three": (
        "x=tf.Variable(2.)\n"
        "with tf.GradientTape() as a:\n"
        "    with tf.GradientTape() as b:\n"
        "        with tf.GradientTape() as c:\n"
        "            y=x**4\n"
        "        d1=c.gradient(y,x)\n"
        "    d2=b.gradient(d1,x)\n"
        "d3=a.gradient(d2,x)\n"
        "[d1,d2,d3]"
    ),
    "uncon list": (
        "x=tf.Variable(1.);y=tf.Variable([1.,2.])\n"
        "with tf.GradientTape() as t:\n"
        "    z=y*y\n"
        "t.gradient(z,{'x':x,'y':y},unconnected_gradients='zero')"
    ),
    "while taped": (
        "x=tf.constant(2.)\n"
        "with tf.GradientTape() as t:\n"
        "    t.watch(x)\n"
        "    y=tf.while_loop(lambda i,a:i<3,lambda i,a:(i+1,a*x),[0,1.0])[1]\n"
        "t.gradient(y,x)"
    ),
    "cg identity is new": (
        "@tf.custom_gradient\n"
        "def f(x):\n"
        "    return x,lambda g:g*5\n"
        "x=tf.constant(3.0)\n"
        "y=f(x)\n"
        "y is x"
    ),
}

for title, text in OWN_GRADIENTS.items():
    TOPIC.add(
        title, lambda tf, np, text=text: execute(tf, np, text), rtol=1e-5, atol=1e-6
    )
