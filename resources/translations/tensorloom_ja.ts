<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>tl::nodes</name>
    <message>
        <source>%1 %2 nodes</source>
        <translation>%1 %2 個のノード</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 MB</translation>
    </message>
    <message>
        <source>%1 amounts do not fit the %2 axes of the input: two for each axis but the batch, last axis first</source>
        <translation>%1 個の量は入力の %2 軸に合いません。バッチ以外の軸ごとに 2 つ、最後の軸からです</translation>
    </message>
    <message>
        <source>%1 and %2 stand in different groups; show the port on the group and wire that</source>
        <translation>%1 と %2 は別のグループにあります。ポートをグループに表示して、それを配線してください</translation>
    </message>
    <message>
        <source>%1 and the loss are computed one after the other: where the sigmoid saturates, the gradient is lost</source>
        <translation>%1 と損失が別々に計算されます。シグモイドが飽和すると勾配が失われます</translation>
    </message>
    <message>
        <source>%1 cannot feed itself</source>
        <translation>%1 を自分自身につなぐことはできません</translation>
    </message>
    <message>
        <source>%1 classes have %2 % (“%3”) to %4 % (“%5”) of %6 samples</source>
        <translation>%1 クラスの割合は %6 サンプル中 %2 % (「%3」) ～ %4 % (「%5」) です</translation>
    </message>
    <message>
        <source>%1 cuts off all scores below 0 on their way to it: what is cut off learns nothing</source>
        <translation>%1 が途中で 0 未満のスコアを切り捨てます。切り捨てられたものは学習しません</translation>
    </message>
    <message>
        <source>%1 feeds it, and it takes the sigmoid itself: done twice, every answer lies between 0.5 and 0.73</source>
        <translation>%1 がつながっていますが、損失自体がシグモイドを計算します。二重になると答えはすべて 0.5～0.73 になります</translation>
    </message>
    <message>
        <source>%1 feeds it, and it takes the softmax itself: done twice, differences between scores nearly vanish</source>
        <translation>%1 がつながっていますが、損失自体が softmax を計算します。二重になるとスコアの差がほぼ消えます</translation>
    </message>
    <message>
        <source>%1 follows a loss; wire the output of a loss node here</source>
        <translation>%1 は損失に従います。ここには損失ノードの出力をつないでください</translation>
    </message>
    <message>
        <source>%1 goes to the schedule port of an optimizer</source>
        <translation>%1 はオプティマイザの schedule ポートにつなぎます</translation>
    </message>
    <message>
        <source>%1 has mean %2 and deviation %3, at most %4</source>
        <translation>%1 は平均 %2、標準偏差 %3、最大 %4 です</translation>
    </message>
    <message>
        <source>%1 has more than %2 %3</source>
        <translation>%1 の %3 が %2 を超えています</translation>
    </message>
    <message>
        <source>%1 has no input &apos;%2&apos;</source>
        <translation>%1 に入力「%2」はありません</translation>
    </message>
    <message>
        <source>%1 has no output &apos;%2&apos;</source>
        <translation>%1 に出力「%2」はありません</translation>
    </message>
    <message>
        <source>%1 has no parameter &apos;%2&apos;</source>
        <translation>%1 にパラメータ「%2」はありません</translation>
    </message>
    <message>
        <source>%1 has no whole number &quot;version&quot;</source>
        <translation>%1 に整数の &quot;version&quot; がありません</translation>
    </message>
    <message>
        <source>%1 has version %2, this program reads up to version %3</source>
        <translation>%1 はバージョン %2 です。このプログラムが読めるのはバージョン %3 までです</translation>
    </message>
    <message>
        <source>%1 holds a text of more than %2 bytes</source>
        <translation>%1 に %2 バイトを超えるテキストがあります</translation>
    </message>
    <message>
        <source>%1 in step %2</source>
        <translation>%1、ステップ %2</translation>
    </message>
    <message>
        <source>%1 in: %2</source>
        <translation>次の %1: %2</translation>
    </message>
    <message>
        <source>%1 is no Tensorloom project: &quot;format&quot; is not &quot;%2&quot;</source>
        <translation>%1 は Tensorloom のプロジェクトではありません。&quot;format&quot; が &quot;%2&quot; でありません</translation>
    </message>
    <message>
        <source>%1 is no group</source>
        <translation>%1 はグループではありません</translation>
    </message>
    <message>
        <source>%1 is not set</source>
        <translation>%1 が設定されていません</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>%1 lies between %2 and %3: the group would feed itself</source>
        <translation>%1 は %2 と %3 の間にあります。グループが自分自身につながってしまいます</translation>
    </message>
    <message>
        <source>%1 more %2 like these</source>
        <translation>同様のものが他に %1 件 (%2)</translation>
    </message>
    <message>
        <source>%1 needs images N×C×H×W: insert Reshape before %2, or place it before Flatten.</source>
        <translation>%1 には画像 N×C×H×W が必要です。%2 の前に Reshape を入れるか、Flatten の前に置いてください。</translation>
    </message>
    <message>
        <source>%1 of %2&apos;s %3 units %4 for each of %5 samples</source>
        <translation>%2 の %3 ユニット中 %1 個が %5 サンプルすべてで%4</translation>
    </message>
    <message>
        <source>%1 sample</source>
        <translation>%1 サンプル</translation>
    </message>
    <message>
        <source>%1 samples</source>
        <translation>%1 サンプル</translation>
    </message>
    <message>
        <source>%1 stands in no group</source>
        <translation>%1 はグループの中にありません</translation>
    </message>
    <message>
        <source>%1 starts at %2</source>
        <translation>%1 は %2 から始まります</translation>
    </message>
    <message>
        <source>%1 starts at %2; %3 gives %4</source>
        <translation>%1 は %2 から始まります。%3 なら %4 です</translation>
    </message>
    <message>
        <source>%1 steps.</source>
        <translation>%1 ステップ。</translation>
    </message>
    <message>
        <source>%1 takes a learning-rate schedule here</source>
        <translation>%1 のここには学習率スケジュールをつなぎます</translation>
    </message>
    <message>
        <source>%1 takes sparse gradients only, and those of %2 are dense</source>
        <translation>%1 は疎な勾配だけを受け取りますが、%2 の勾配は密です</translation>
    </message>
    <message>
        <source>%1 to no loss and no metric</source>
        <translation>%1 損失にも評価指標にもつながっていません</translation>
    </message>
    <message>
        <source>%1 values of %2 are NaN or infinite</source>
        <translation>%2 の %1 個の値が NaN または無限大です</translation>
    </message>
    <message>
        <source>%1 was %2, is %3</source>
        <translation>%1 は %2 でしたが、今は %3 です</translation>
    </message>
    <message>
        <source>%1 wipes out answers at random on their way to it: the loss counts wrong what was right</source>
        <translation>%1 が途中で答えを無作為に消します。正しかったものを損失が誤りと数えます</translation>
    </message>
    <message>
        <source>%1 works on single samples, %2 gives %3</source>
        <translation>%1 は 1 サンプルずつ処理しますが、%2 は %3 を出力します</translation>
    </message>
    <message>
        <source>%1%2 nodes</source>
        <translation>%1%2 個のノード</translation>
    </message>
    <message>
        <source>%1.%2 has another value than the patch expects</source>
        <translation>%1.%2 の値がパッチの想定と違います</translation>
    </message>
    <message>
        <source>%1.%2 is wired in the group</source>
        <translation>%1.%2 はグループ内で配線されています</translation>
    </message>
    <message>
        <source>%1: &quot;nodes&quot; is no list</source>
        <translation>%1: &quot;nodes&quot; がリストではありません</translation>
    </message>
    <message>
        <source>%1: all samples are the same</source>
        <translation>%1: すべてのサンプルが同じです</translation>
    </message>
    <message>
        <source>%1: input &apos;%2&apos; is not wired</source>
        <translation>%1: 入力「%2」が配線されていません</translation>
    </message>
    <message>
        <source>%1: it grows</source>
        <translation>%1: 増えています</translation>
    </message>
    <message>
        <source>%1: it is sure of wrong answers</source>
        <translation>%1: 誤った答えに確信を持っています</translation>
    </message>
    <message>
        <source>%1: it knows the answers before it has learnt</source>
        <translation>%1: 学習前に答えを知っています</translation>
    </message>
    <message>
        <source>%1: not even one batch is learnt</source>
        <translation>%1: 1 バッチさえ学習できません</translation>
    </message>
    <message>
        <source>%1: one class never occurs</source>
        <translation>%1: 現れないクラスがあります</translation>
    </message>
    <message>
        <source>%1; there was no time for more</source>
        <translation>%1。それ以上の時間がありませんでした</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be used: %2; the node is now called &apos;%3&apos;</source>
        <translation>「%1」は使えません: %2。ノードの名前を「%3」にしました</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not describe a checkpoint</source>
        <translation>「%1」はチェックポイントの記述ではありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; does not exist</source>
        <translation>「%1」がありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; has no place that can be shown; it is put at the start</source>
        <translation>「%1」の位置を表示できません。始点に置きました</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds no checkpoint</source>
        <translation>「%1」にチェックポイントはありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds values that are not finite after step %2</source>
        <translation>「%1」にステップ %2 の後、有限でない値があります</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is %2 in the weights and %3 in the network</source>
        <translation>「%1」は重みでは %2、ネットワークでは %3 です</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is an instance of no group that is here; it is kept as a placeholder</source>
        <translation>「%1」の元のグループがありません。仮のノードとして保持します</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: its checksum is not the one it was written with</source>
        <translation>「%1」は壊れています。チェックサムが書き込み時と違います</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is no NodeType</source>
        <translation>「%1」は NodeType ではありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is of a newer version than this program reads</source>
        <translation>「%1」はこのプログラムが読めるものより新しいバージョンです</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is there already and is not of a run</source>
        <translation>「%1」はすでにあり、実行のものではありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is there twice; one is left out</source>
        <translation>「%1」が 2 つあります。1 つを除きました</translation>
    </message>
    <message>
        <source>&apos;%1&apos; lacks a field or has one of a wrong type</source>
        <translation>「%1」に欠けた項目か型の違う項目があります</translation>
    </message>
    <message>
        <source>&apos;%1&apos; of an earlier run cannot be moved aside: %2</source>
        <translation>以前の実行の「%1」を移動できません: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; states no checksum of %2</source>
        <translation>「%1」に %2 のチェックサムがありません</translation>
    </message>
    <message>
        <source>&apos;%1&apos; takes a %2, &apos;%3&apos; gives a %4</source>
        <translation>「%1」は %2 を受け取りますが、「%3」は %4 を出力します</translation>
    </message>
    <message>
        <source>&apos;%1&apos;, line %2: %3</source>
        <translation>「%1」、%2 行目: %3</translation>
    </message>
    <message>
        <source>(and %1 more)</source>
        <translation>(他 %1 件)</translation>
    </message>
    <message>
        <source>, line %1, column &apos;%2&apos;: &apos;%3&apos; is not a number</source>
        <translation>、%1 行目、列「%2」: 「%3」は数値ではありません</translation>
    </message>
    <message>
        <source>, line %1, column &apos;%2&apos;: &apos;%3&apos; is not one of the %4 classes</source>
        <translation>、%1 行目、列「%2」: 「%3」は %4 クラスのどれでもありません</translation>
    </message>
    <message>
        <source>, one sample</source>
        <translation>、1 サンプル</translation>
    </message>
    <message>
        <source>-1, 0 or 1 by the sign of each element.</source>
        <translation>各要素の符号に応じて -1、0、1。</translation>
    </message>
    <message>
        <source>1 - erf(x), exact where that is small.</source>
        <translation>1 - erf(x)。値が小さいところでも正確です。</translation>
    </message>
    <message>
        <source>1 / (1 + exp(-x)), between 0 and 1</source>
        <translation>1 / (1 + exp(-x))、0 から 1 の間</translation>
    </message>
    <message>
        <source>1 or -1</source>
        <translation>1 または -1</translation>
    </message>
    <message>
        <source>1 when the schedule counts epochs</source>
        <translation>スケジュールがエポックを数えるときは 1</translation>
    </message>
    <message>
        <source>1,797 handwritten digits, 1×8×8, ten classes; comes with the program</source>
        <translation>手書き数字 1,797 枚、1×8×8、10 クラス。プログラムに付属</translation>
    </message>
    <message>
        <source>1-d convolution over an N×C×L input</source>
        <translation>N×C×L 入力の 1 次元畳み込み</translation>
    </message>
    <message>
        <source>2-d convolution over an N×C×H×W input</source>
        <translation>N×C×H×W 入力の 2 次元畳み込み</translation>
    </message>
    <message>
        <source>3-d convolution over an N×C×D×H×W input</source>
        <translation>N×C×D×H×W 入力の 3 次元畳み込み</translation>
    </message>
    <message>
        <source>60,000 training and 10,000 test images of clothing, 1×28×28, ten classes</source>
        <translation>衣類の学習画像 60,000 枚とテスト画像 10,000 枚、1×28×28、10 クラス</translation>
    </message>
    <message>
        <source>: every step sees them all</source>
        <translation>。どのステップも全サンプルを見ます</translation>
    </message>
    <message>
        <source>: the column &apos;%1&apos; has more than %2 different values, too many for classes</source>
        <translation>: 列「%1」の値は %2 種類を超え、クラスには多すぎます</translation>
    </message>
    <message>
        <source>: with drop_last not one step is made</source>
        <translation>。drop_last では 1 ステップも進みません</translation>
    </message>
    <message>
        <source>; batches of up to %1 fit into %2</source>
        <translation>。バッチサイズ %1 まで %2 に収まります</translation>
    </message>
    <message>
        <source>; even all %1 training samples at once fit into %2</source>
        <translation>。全学習サンプル %1 件を一度にしても %2 に収まります</translation>
    </message>
    <message>
        <source>; not even batches of 1 fit into %1</source>
        <translation>。バッチサイズ 1 でも %1 に収まりません</translation>
    </message>
    <message>
        <source>; the first value that is not finite is in %1</source>
        <translation>。最初の有限でない値は %1 にあります</translation>
    </message>
    <message>
        <source>A border of one value</source>
        <translation>一定値で縁取り</translation>
    </message>
    <message>
        <source>A border of zeros</source>
        <translation>ゼロで縁取り</translation>
    </message>
    <message>
        <source>A border that mirrors the input</source>
        <translation>入力を鏡映して縁取り</translation>
    </message>
    <message>
        <source>A border that repeats the outermost values</source>
        <translation>端の値を繰り返して縁取り</translation>
    </message>
    <message>
        <source>A group of nodes. Double click or Enter opens it.</source>
        <translation>ノードのグループ。ダブルクリックまたは Enter で開きます。</translation>
    </message>
    <message>
        <source>A learning rate must be a number from 0 up.</source>
        <translation>学習率は 0 以上の数でなければなりません。</translation>
    </message>
    <message>
        <source>A node id has 16 hexadecimal digits and is not zero.</source>
        <translation>ノード ID はゼロでない 16 桁の 16 進数です。</translation>
    </message>
    <message>
        <source>A piecewise linear sigmoid</source>
        <translation>区分線形のシグモイド</translation>
    </message>
    <message>
        <source>A smaller change of the rate is not made</source>
        <translation>これより小さい学習率の変更は行いません</translation>
    </message>
    <message>
        <source>A smooth ReLU: log(1 + exp(x))</source>
        <translation>滑らかな ReLU: log(1 + exp(x))</translation>
    </message>
    <message>
        <source>A smooth exponential below zero</source>
        <translation>ゼロ未満で滑らかな指数関数</translation>
    </message>
    <message>
        <source>A state that each element of a sequence changes (Elman network)</source>
        <translation>系列の要素ごとに更新される状態 (Elman ネットワーク)</translation>
    </message>
    <message>
        <source>A state with gates and a memory cell, for long sequences</source>
        <translation>ゲートと記憶セルを持つ状態。長い系列向け</translation>
    </message>
    <message>
        <source>A state with gates, simpler than LSTM</source>
        <translation>ゲート付きの状態。LSTM より簡単</translation>
    </message>
    <message>
        <source>A step ends when no gradient is larger</source>
        <translation>これより大きい勾配がなくなるとステップを終えます</translation>
    </message>
    <message>
        <source>A step ends when nothing changes more</source>
        <translation>変化がこれ以下になるとステップを終えます</translation>
    </message>
    <message>
        <source>A table needs at least one feature column and a target column.</source>
        <translation>表には特徴の列と目標の列が少なくとも 1 つずつ必要です。</translation>
    </message>
    <message>
        <source>A vector for each number, looked up in a table that is trained</source>
        <translation>番号ごとに、学習される表から引くベクトル</translation>
    </message>
    <message>
        <source>Absolute value of each element.</source>
        <translation>各要素の絶対値。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>活性化</translation>
    </message>
    <message>
        <source>Adam for sparse gradients, as embeddings with sparse=true have them</source>
        <translation>疎な勾配 (sparse=true の埋め込みなど) 用の Adam</translation>
    </message>
    <message>
        <source>Adam with the largest gradient instead of the mean square</source>
        <translation>二乗平均の代わりに最大勾配を使う Adam</translation>
    </message>
    <message>
        <source>Adam with weight decay kept apart from the gradients</source>
        <translation>重み減衰を勾配から切り離した Adam</translation>
    </message>
    <message>
        <source>Adapts the step of each weight to the mean and spread of its gradients</source>
        <translation>各重みのステップを勾配の平均と散らばりに合わせます</translation>
    </message>
    <message>
        <source>Add &quot;version&quot;: %1.</source>
        <translation>&quot;version&quot;: %1 を追加してください。</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 を追加</translation>
    </message>
    <message>
        <source>Add Adam</source>
        <translation>Adam を追加</translation>
    </message>
    <message>
        <source>Add CrossEntropy</source>
        <translation>CrossEntropy を追加</translation>
    </message>
    <message>
        <source>Add Stirling&apos;s approximation of the term that only the target decides.</source>
        <translation>目標だけで決まる項の Stirling 近似を加えます。</translation>
    </message>
    <message>
        <source>Add a data node.</source>
        <translation>データノードを追加してください。</translation>
    </message>
    <message>
        <source>Add a layer such as Linear.</source>
        <translation>Linear などの層を追加してください。</translation>
    </message>
    <message>
        <source>Add a learnable value to each output channel.</source>
        <translation>出力チャネルごとに学習可能な値を加えます。</translation>
    </message>
    <message>
        <source>Add a learnable value to each output feature.</source>
        <translation>出力特徴ごとに学習可能な値を加えます。</translation>
    </message>
    <message>
        <source>Add a learnable value to each score of the head.</source>
        <translation>ヘッドの各スコアに学習可能な値を加えます。</translation>
    </message>
    <message>
        <source>Add a learnable vector to the output.</source>
        <translation>出力に学習可能なベクトルを加えます。</translation>
    </message>
    <message>
        <source>Add a learned constant in each layer.</source>
        <translation>各層に学習される定数を加えます。</translation>
    </message>
    <message>
        <source>Add a learned constant to the projections.</source>
        <translation>射影に学習される定数を加えます。</translation>
    </message>
    <message>
        <source>Add a learned constant.</source>
        <translation>学習される定数を加えます。</translation>
    </message>
    <message>
        <source>Add a loss node and wire the network&apos;s output and the labels to it.</source>
        <translation>損失ノードを追加し、ネットワークの出力とラベルをつないでください。</translation>
    </message>
    <message>
        <source>Add an optimizer and wire the loss to it.</source>
        <translation>オプティマイザを追加し、損失をつないでください。</translation>
    </message>
    <message>
        <source>Add digits data</source>
        <translation>digits データを追加</translation>
    </message>
    <message>
        <source>Add frame</source>
        <translation>フレームを追加</translation>
    </message>
    <message>
        <source>Add rows to the table.</source>
        <translation>表に行を追加してください。</translation>
    </message>
    <message>
        <source>Added before the power is taken.</source>
        <translation>べき乗の前に加えます。</translation>
    </message>
    <message>
        <source>Added to each difference.</source>
        <translation>各差に加えます。</translation>
    </message>
    <message>
        <source>Added to one side of the output; smaller than stride or dilation.</source>
        <translation>出力の片側に足します。stride か dilation より小さい値。</translation>
    </message>
    <message>
        <source>Added to the gradient&apos;s size, against division by zero</source>
        <translation>勾配の大きさに加え、ゼロ除算を防ぎます</translation>
    </message>
    <message>
        <source>Added to the rate before its logarithm is taken.</source>
        <translation>対数を取る前に率に加えます。</translation>
    </message>
    <message>
        <source>Added to the root, against division by zero</source>
        <translation>平方根に加え、ゼロ除算を防ぎます</translation>
    </message>
    <message>
        <source>Added to the variance before its root is taken.</source>
        <translation>平方根を取る前に分散に加えます。</translation>
    </message>
    <message>
        <source>Added under the roots; sets the first steps</source>
        <translation>平方根の中に加えます。最初のステップを決めます</translation>
    </message>
    <message>
        <source>Adds a border of one value around each sample</source>
        <translation>各サンプルに一定値の縁を付けます</translation>
    </message>
    <message>
        <source>All %1 epochs are done.</source>
        <translation>全 %1 エポックが完了しました。</translation>
    </message>
    <message>
        <source>All patches of an image as columns</source>
        <translation>画像の全パッチを列に並べます</translation>
    </message>
    <message>
        <source>Also give the places of the largest values, as unpooling needs them.</source>
        <translation>最大値の位置も出力します。アンプーリングに必要です。</translation>
    </message>
    <message>
        <source>Also read the sequence backwards; the output is twice as wide.</source>
        <translation>系列を逆向きにも読みます。出力の幅は 2 倍になります。</translation>
    </message>
    <message>
        <source>An anchor should be nearer to its positive than to its negative</source>
        <translation>アンカーを負例より正例に近づけます</translation>
    </message>
    <message>
        <source>An id has 16 hexadecimal digits and is not zero.</source>
        <translation>ID はゼロでない 16 桁の 16 進数です。</translation>
    </message>
    <message>
        <source>Angle of the point (other, input).</source>
        <translation>点 (other, input) の角度。</translation>
    </message>
    <message>
        <source>Another node of this type whose weights it uses, by name, in a group block/2/conv_1: the same layer applied again; empty: weights of its own</source>
        <translation>重みを共有する同じ種類の別ノードの名前。グループ内は block/2/conv_1 (同じ層をもう一度適用)。空なら独自の重み</translation>
    </message>
    <message>
        <source>Another shape for each sample; the batch axis stays</source>
        <translation>各サンプルの形状を変えます。バッチ軸はそのまま</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>アテンション</translation>
    </message>
    <message>
        <source>Attention of a sequence to itself and a feed-forward net</source>
        <translation>系列の自己アテンションと順伝播ネット</translation>
    </message>
    <message>
        <source>Attention of a sequence to itself and to an encoded one, and a feed-forward net</source>
        <translation>自己アテンション、符号化系列へのアテンション、順伝播ネット</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up before each optimizer step</source>
        <translation>オプティマイザの 1 ステップまでに勾配を合計するバッチ数</translation>
    </message>
    <message>
        <source>Begin with %1.</source>
        <translation>%1 から始めてください。</translation>
    </message>
    <message>
        <source>Binary cross entropy of each class, averaged</source>
        <translation>クラスごとの二値交差エントロピーの平均</translation>
    </message>
    <message>
        <source>Border added on each side of the input.</source>
        <translation>入力の各側に付ける縁。</translation>
    </message>
    <message>
        <source>Border added on each side; never the largest value. At most half of kernel_size.</source>
        <translation>各側の縁。最大値にはなりません。kernel_size の半分まで。</translation>
    </message>
    <message>
        <source>Border cut from each side of the output.</source>
        <translation>出力の各側から切り取る縁。</translation>
    </message>
    <message>
        <source>Border of the image that is left out.</source>
        <translation>除外する画像の縁。</translation>
    </message>
    <message>
        <source>Border on each side: left, right, then top, bottom, front, back.</source>
        <translation>各側の縁: 左、右、次に上、下、前、後。</translation>
    </message>
    <message>
        <source>Border on the left and right.</source>
        <translation>左右の縁。</translation>
    </message>
    <message>
        <source>Border on the left, right, top and bottom.</source>
        <translation>左、右、上、下の縁。</translation>
    </message>
    <message>
        <source>Border on the left, right, top, bottom, front and back.</source>
        <translation>左、右、上、下、前、後の縁。</translation>
    </message>
    <message>
        <source>Border that the pooling added.</source>
        <translation>プーリングで付けた縁。</translation>
    </message>
    <message>
        <source>Bring each column to mean 0 and standard deviation 1, as measured on the training part</source>
        <translation>学習データで測った平均と標準偏差で各列を平均 0、標準偏差 1 にします</translation>
    </message>
    <message>
        <source>Bring the inputs near 0 and 1: Scale samples or Normalize.</source>
        <translation>入力を 0～1 付近にしてください: Scale samples または Normalize。</translation>
    </message>
    <message>
        <source>Building the network and opening the data.</source>
        <translation>ネットワークを構築し、データを開いています。</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV 表</translation>
    </message>
    <message>
        <source>Cast batch</source>
        <translation>Cast batch</translation>
    </message>
    <message>
        <source>Chance that an image is mirrored left to right</source>
        <translation>画像を左右反転する確率</translation>
    </message>
    <message>
        <source>Chance that an image is turned upside down</source>
        <translation>画像を上下反転する確率</translation>
    </message>
    <message>
        <source>Change %1 to %2</source>
        <translation>%1 を %2 に変更</translation>
    </message>
    <message>
        <source>Change %1 to CrossEntropy</source>
        <translation>%1 を CrossEntropy に変更</translation>
    </message>
    <message>
        <source>Change %1 to LeakyReLU</source>
        <translation>%1 を LeakyReLU に変更</translation>
    </message>
    <message>
        <source>Change %1 to LogSoftmax</source>
        <translation>%1 を LogSoftmax に変更</translation>
    </message>
    <message>
        <source>Change frame</source>
        <translation>フレームを変更</translation>
    </message>
    <message>
        <source>Change to %1</source>
        <translation>%1 に変更</translation>
    </message>
    <message>
        <source>Channels into space: a larger image with fewer channels</source>
        <translation>チャネルを空間へ: チャネルを減らして画像を大きくします</translation>
    </message>
    <message>
        <source>Channels of the input; found from the input.</source>
        <translation>入力のチャネル数。入力から決まります。</translation>
    </message>
    <message>
        <source>Channels of the output.</source>
        <translation>出力のチャネル数。</translation>
    </message>
    <message>
        <source>Choose %1 too, or fewer nodes.</source>
        <translation>%1 も選択するか、ノードを減らしてください。</translation>
    </message>
    <message>
        <source>Choose a file of bytes with 1 dimension.</source>
        <translation>1 次元のバイトのファイルを選択してください。</translation>
    </message>
    <message>
        <source>Choose a file of bytes with 3 or 4 dimensions.</source>
        <translation>3 次元か 4 次元のバイトのファイルを選択してください。</translation>
    </message>
    <message>
        <source>Choose a file with at least one row.</source>
        <translation>1 行以上あるファイルを選択してください。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>ファイルを選択してください。</translation>
    </message>
    <message>
        <source>Choose a group.</source>
        <translation>グループを選択してください。</translation>
    </message>
    <message>
        <source>Choose a project file.</source>
        <translation>プロジェクトファイルを選択してください。</translation>
    </message>
    <message>
        <source>Choose an IDX file, such as train-images-idx3-ubyte.gz.</source>
        <translation>IDX ファイル (train-images-idx3-ubyte.gz など) を選択してください。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>別のフォルダーを選択してください。</translation>
    </message>
    <message>
        <source>Choose another folder: the run would replace it.</source>
        <translation>別のフォルダーを選択してください。実行で置き換えられてしまいます。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>別の名前にしてください。</translation>
    </message>
    <message>
        <source>Choose another split, or give the data node one.</source>
        <translation>別の分割を選ぶか、データノードに設定してください。</translation>
    </message>
    <message>
        <source>Choose another target column, or regression.</source>
        <translation>別の目標列を選ぶか、回帰にしてください。</translation>
    </message>
    <message>
        <source>Choose nodes of one level.</source>
        <translation>同じ階層のノードを選択してください。</translation>
    </message>
    <message>
        <source>Choose the folder of a checkpoint or of a run.</source>
        <translation>チェックポイントか実行のフォルダーを選択してください。</translation>
    </message>
    <message>
        <source>Choose the label file that belongs to the images.</source>
        <translation>画像に対応するラベルファイルを選択してください。</translation>
    </message>
    <message>
        <source>Choose the nodes that the group is to hold.</source>
        <translation>グループに入れるノードを選択してください。</translation>
    </message>
    <message>
        <source>Classes from a closed set, or a number</source>
        <translation>決まった集合のクラス、または数値</translation>
    </message>
    <message>
        <source>Close the quote, or double it if it is part of the text.</source>
        <translation>引用符を閉じるか、文字の一部なら 2 つ重ねてください。</translation>
    </message>
    <message>
        <source>Columns of patches summed into an image</source>
        <translation>パッチの列を足し合わせて画像にします</translation>
    </message>
    <message>
        <source>Compute threads; 0: one per core</source>
        <translation>計算スレッド数。0 はコアごとに 1 つ</translation>
    </message>
    <message>
        <source>Connect %1 to %2</source>
        <translation>%1 を %2 に接続</translation>
    </message>
    <message>
        <source>Converts the values to another type</source>
        <translation>値を別の型に変換します</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>畳み込み</translation>
    </message>
    <message>
        <source>Correct %1.</source>
        <translation>%1 を直してください。</translation>
    </message>
    <message>
        <source>Correct the cell, or choose that column as the target.</source>
        <translation>セルを直すか、その列を目標にしてください。</translation>
    </message>
    <message>
        <source>Correct the cell, or name the class.</source>
        <translation>セルを直すか、クラスに名前を付けてください。</translation>
    </message>
    <message>
        <source>Correct the parameters of %1.</source>
        <translation>%1 のパラメータを直してください。</translation>
    </message>
    <message>
        <source>Correct the scope.</source>
        <translation>scope を直してください。</translation>
    </message>
    <message>
        <source>Correct the shape.</source>
        <translation>形状を直してください。</translation>
    </message>
    <message>
        <source>Correct the version.</source>
        <translation>バージョンを直してください。</translation>
    </message>
    <message>
        <source>Cosine of the angle between two vectors</source>
        <translation>2 つのベクトルのなす角の余弦</translation>
    </message>
    <message>
        <source>Count the padding when the mean is taken.</source>
        <translation>平均に縁も数えます。</translation>
    </message>
    <message>
        <source>Cross entropy of probabilities against targets from 0 to 1</source>
        <translation>確率と 0～1 の目標との交差エントロピー</translation>
    </message>
    <message>
        <source>C×H×W, 0…1</source>
        <translation>C×H×W、0…1</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>Decides initial weights, order of samples, dropout and augmentation</source>
        <translation>初期重み、サンプルの順序、ドロップアウト、データ拡張を決めます</translation>
    </message>
    <message>
        <source>Decides which samples go to which part</source>
        <translation>どのサンプルをどの分割に入れるかを決めます</translation>
    </message>
    <message>
        <source>Delete frame</source>
        <translation>フレームを削除</translation>
    </message>
    <message>
        <source>Delete it if it is not needed.</source>
        <translation>不要なら削除してください。</translation>
    </message>
    <message>
        <source>Derivative number n of digamma.</source>
        <translation>digamma の n 階導関数。</translation>
    </message>
    <message>
        <source>Derivative of lgamma.</source>
        <translation>lgamma の導関数。</translation>
    </message>
    <message>
        <source>Differences below it count squared.</source>
        <translation>これより小さい差は二乗で数えます。</translation>
    </message>
    <message>
        <source>Dimension along which the probabilities sum to one.</source>
        <translation>確率の和が 1 になる次元。</translation>
    </message>
    <message>
        <source>Dimension along which the values sum to one.</source>
        <translation>値の和が 1 になる次元。</translation>
    </message>
    <message>
        <source>Dimension along which the vectors lie.</source>
        <translation>ベクトルが並ぶ次元。</translation>
    </message>
    <message>
        <source>Dimension that is halved: one half times the sigmoid of the other.</source>
        <translation>二分する次元: 片方に他方のシグモイドを掛けます。</translation>
    </message>
    <message>
        <source>Disconnect %1 from %2</source>
        <translation>%1 を %2 から切断</translation>
    </message>
    <message>
        <source>Distance between patches.</source>
        <translation>パッチの間隔。</translation>
    </message>
    <message>
        <source>Distance between the points of a patch.</source>
        <translation>パッチ内の点の間隔。</translation>
    </message>
    <message>
        <source>Distance between the points of the filter.</source>
        <translation>フィルターの点の間隔。</translation>
    </message>
    <message>
        <source>Distance between the points of the window.</source>
        <translation>窓の点の間隔。</translation>
    </message>
    <message>
        <source>Distance in the output between neighbours of the input.</source>
        <translation>入力で隣り合う点の、出力での間隔。</translation>
    </message>
    <message>
        <source>Distance of two vectors</source>
        <translation>2 つのベクトルの距離</translation>
    </message>
    <message>
        <source>Distances of similar pairs small, of others above a margin</source>
        <translation>似た組の距離を小さく、他はマージン以上にします</translation>
    </message>
    <message>
        <source>Divergence of log probabilities from a target distribution</source>
        <translation>対数確率の目標分布からのダイバージェンス</translation>
    </message>
    <message>
        <source>Divide gradients by how often a number occurs in the batch.</source>
        <translation>バッチ内の出現回数で勾配を割ります。</translation>
    </message>
    <message>
        <source>Divide sums by this instead of the number of elements.</source>
        <translation>要素数の代わりにこの値で和を割ります。</translation>
    </message>
    <message>
        <source>Divided by: one number, or one per channel separated by commas</source>
        <translation>割る数: 1 つ、またはチャネルごとにコンマ区切り</translation>
    </message>
    <message>
        <source>Divides by the largest square seen so far</source>
        <translation>これまでの最大の二乗で割ります</translation>
    </message>
    <message>
        <source>Divides by the spread of the gradient instead of its square</source>
        <translation>勾配の二乗の代わりに散らばりで割ります</translation>
    </message>
    <message>
        <source>Divides the step of each weight by the recent size of its gradients</source>
        <translation>各重みのステップを最近の勾配の大きさで割ります</translation>
    </message>
    <message>
        <source>Divides the step of each weight by the size of all its gradients so far</source>
        <translation>各重みのステップをこれまでの全勾配の大きさで割ります</translation>
    </message>
    <message>
        <source>Draw the weights or biases before it otherwise, or take LeakyReLU: what gives 0 learns nothing.</source>
        <translation>手前の重みやバイアスの初期化を変えるか、LeakyReLU にしてください。0 を出すユニットは学習しません。</translation>
    </message>
    <message>
        <source>Drop the last batch, or choose another batch size.</source>
        <translation>最後のバッチを使わないか、バッチサイズを変えてください。</translation>
    </message>
    <message>
        <source>Dropout that keeps mean and variance, for networks of SELUs</source>
        <translation>平均と分散を保つドロップアウト。SELU のネットワーク用</translation>
    </message>
    <message>
        <source>Each channel normalised over the batch</source>
        <translation>チャネルごとにバッチで正規化します</translation>
    </message>
    <message>
        <source>Each channel of each sample normalised</source>
        <translation>サンプルのチャネルごとに正規化します</translation>
    </message>
    <message>
        <source>Each cluster&apos;s features are fewer by this factor than those of the one before.</source>
        <translation>クラスタの特徴数は前のものよりこの倍率だけ少なくなります。</translation>
    </message>
    <message>
        <source>Each feature normalised over the batch</source>
        <translation>特徴ごとにバッチで正規化します</translation>
    </message>
    <message>
        <source>Each query takes a mix of values, by how well their keys fit</source>
        <translation>各クエリは、キーの適合度に応じてバリューを混ぜます</translation>
    </message>
    <message>
        <source>Each right class should score higher than each wrong one</source>
        <translation>正しいクラスのスコアを誤ったクラスより高くします</translation>
    </message>
    <message>
        <source>Each sample normalised over its last dimension</source>
        <translation>サンプルごとに最後の次元で正規化します</translation>
    </message>
    <message>
        <source>Each stretch is so many times as long as the one before</source>
        <translation>各区間は前の区間のこの倍の長さです</translation>
    </message>
    <message>
        <source>Each value is multiplied by it</source>
        <translation>各値にこれを掛けます</translation>
    </message>
    <message>
        <source>Earlier steps that are remembered; each takes the memory of two sets of weights</source>
        <translation>記憶する過去のステップ数。それぞれ重み 2 組分のメモリを使います</translation>
    </message>
    <message>
        <source>Encoder and decoder: one sequence into another</source>
        <translation>エンコーダーとデコーダー: 系列から系列へ</translation>
    </message>
    <message>
        <source>Epochs between checkpoints; 0: only at the end and on stop</source>
        <translation>チェックポイントの間隔 (エポック)。0 は終了時と停止時のみ</translation>
    </message>
    <message>
        <source>Epochs between validations; 0: never</source>
        <translation>検証の間隔 (エポック)。0 はなし</translation>
    </message>
    <message>
        <source>Epochs from the first rate down to the smallest</source>
        <translation>最初の学習率から最小までのエポック数</translation>
    </message>
    <message>
        <source>Epochs that the cycle takes</source>
        <translation>サイクルのエポック数</translation>
    </message>
    <message>
        <source>Epochs to the first restart</source>
        <translation>最初の再開までのエポック数</translation>
    </message>
    <message>
        <source>Evaluations of the loss in one step; 5/4 of the iterations unless given</source>
        <translation>1 ステップでの損失の評価回数。指定がなければ反復数の 5/4</translation>
    </message>
    <message>
        <source>Every output a weighted sum of all inputs, plus a bias</source>
        <translation>各出力は全入力の重み付き和とバイアス</translation>
    </message>
    <message>
        <source>Every output a weighted sum of all products of two inputs</source>
        <translation>各出力は 2 つの入力の全ての積の重み付き和</translation>
    </message>
    <message>
        <source>Exponential below zero</source>
        <translation>ゼロ未満で指数関数</translation>
    </message>
    <message>
        <source>Factor of height and width; its square must divide the channels.</source>
        <translation>高さと幅の倍率。その二乗がチャネル数を割り切る必要があります。</translation>
    </message>
    <message>
        <source>Factor of the height per step, in exp_range</source>
        <translation>ステップごとの高さの倍率 (exp_range の場合)</translation>
    </message>
    <message>
        <source>Factor of the mean square of the neighbours.</source>
        <translation>隣接値の二乗平均の係数。</translation>
    </message>
    <message>
        <source>Factor of the size, one number for all dimensions or one each.</source>
        <translation>サイズの倍率。全次元に 1 つ、または次元ごと。</translation>
    </message>
    <message>
        <source>Factor of the size.</source>
        <translation>サイズの倍率。</translation>
    </message>
    <message>
        <source>Factor of the step that the method finds by itself</source>
        <translation>手法が自ら求めるステップの係数</translation>
    </message>
    <message>
        <source>Factor of the step when the gradient changes its sign</source>
        <translation>勾配の符号が変わったときのステップの係数</translation>
    </message>
    <message>
        <source>Factor of the step while the gradient keeps its sign</source>
        <translation>勾配の符号が変わらない間のステップの係数</translation>
    </message>
    <message>
        <source>Factor of this loss in the sum that is minimised; may change while training</source>
        <translation>最小化する和におけるこの損失の係数。学習中に変更できます</translation>
    </message>
    <message>
        <source>Features are multiplied by this</source>
        <translation>特徴にこれを掛けます</translation>
    </message>
    <message>
        <source>Features of each element of the sequence.</source>
        <translation>系列の各要素の特徴数。</translation>
    </message>
    <message>
        <source>Features of the first input; found from it.</source>
        <translation>1 つ目の入力の特徴数。入力から決まります。</translation>
    </message>
    <message>
        <source>Features of the input.</source>
        <translation>入力の特徴数。</translation>
    </message>
    <message>
        <source>Features of the input; found from the input.</source>
        <translation>入力の特徴数。入力から決まります。</translation>
    </message>
    <message>
        <source>Features of the output.</source>
        <translation>出力の特徴数。</translation>
    </message>
    <message>
        <source>Features of the second input; found from it.</source>
        <translation>2 つ目の入力の特徴数。入力から決まります。</translation>
    </message>
    <message>
        <source>Fill the empty cell, or remove the row.</source>
        <translation>空のセルを埋めるか、行を削除してください。</translation>
    </message>
    <message>
        <source>Finds the size of each weight&apos;s steps from earlier steps and gradients</source>
        <translation>過去のステップと勾配から各重みのステップ幅を求めます</translation>
    </message>
    <message>
        <source>First dimension to merge (0 is the batch).</source>
        <translation>まとめる最初の次元 (0 はバッチ)。</translation>
    </message>
    <message>
        <source>Folder of the four IDX files; Debian&apos;s package dataset-fashion-mnist installs them</source>
        <translation>4 つの IDX ファイルのフォルダー。Debian パッケージ dataset-fashion-mnist でインストールできます</translation>
    </message>
    <message>
        <source>Fractional part of each element.</source>
        <translation>各要素の小数部。</translation>
    </message>
    <message>
        <source>Gauss error function.</source>
        <translation>ガウスの誤差関数。</translation>
    </message>
    <message>
        <source>Give every row the same number of cells.</source>
        <translation>すべての行のセル数を揃えてください。</translation>
    </message>
    <message>
        <source>Give it an input like that of %1.</source>
        <translation>%1 と同じような入力にしてください。</translation>
    </message>
    <message>
        <source>Give it the scores before %1.</source>
        <translation>%1 の前のスコアをつないでください。</translation>
    </message>
    <message>
        <source>Give it weights of its own</source>
        <translation>独自の重みにする</translation>
    </message>
    <message>
        <source>Give the table a sparse gradient; for SGD, Adagrad and SparseAdam.</source>
        <translation>表に疎な勾配を与えます。SGD、Adagrad、SparseAdam 用。</translation>
    </message>
    <message>
        <source>Goes on at step %1.</source>
        <translation>ステップ %1 から続けます。</translation>
    </message>
    <message>
        <source>Graph ▸ Arrange finds places for all nodes.</source>
        <translation>グラフ ▸ 整列 で全ノードの位置を決められます。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Group %1</source>
        <translation>%1 をグループ化</translation>
    </message>
    <message>
        <source>Group %1 nodes</source>
        <translation>%1 個のノードをグループ化</translation>
    </message>
    <message>
        <source>Groups of channels of each sample normalised</source>
        <translation>サンプルのチャネル群ごとに正規化します</translation>
    </message>
    <message>
        <source>Groups of channels that are not connected with each other; must divide both channel counts.</source>
        <translation>互いに結合しないチャネル群の数。両方のチャネル数を割り切る必要があります。</translation>
    </message>
    <message>
        <source>Groups that the channels are split into; must divide them.</source>
        <translation>チャネルを分ける群の数。チャネル数を割り切る必要があります。</translation>
    </message>
    <message>
        <source>Half a cosine down, again and again from the top</source>
        <translation>半余弦に沿って下げ、繰り返し最初から</translation>
    </message>
    <message>
        <source>Half of the input times the sigmoid of the other half</source>
        <translation>入力の半分に、もう半分のシグモイドを掛けます</translation>
    </message>
    <message>
        <source>Hands its input through</source>
        <translation>入力をそのまま渡します</translation>
    </message>
    <message>
        <source>Heads of each attention.</source>
        <translation>各アテンションのヘッド数。</translation>
    </message>
    <message>
        <source>Heads of the attention.</source>
        <translation>アテンションのヘッド数。</translation>
    </message>
    <message>
        <source>Height and width of each filter.</source>
        <translation>各フィルターの高さと幅。</translation>
    </message>
    <message>
        <source>Height and width of each patch.</source>
        <translation>各パッチの高さと幅。</translation>
    </message>
    <message>
        <source>Height and width of each window.</source>
        <translation>各窓の高さと幅。</translation>
    </message>
    <message>
        <source>Height and width of the image.</source>
        <translation>画像の高さと幅。</translation>
    </message>
    <message>
        <source>Height and width of the output; -1 keeps the input&apos;s.</source>
        <translation>出力の高さと幅。-1 は入力と同じ。</translation>
    </message>
    <message>
        <source>Height and width of the output; this or output_ratio.</source>
        <translation>出力の高さと幅。これか output_ratio のどちらか。</translation>
    </message>
    <message>
        <source>Height and width of the output; this or scale_factor.</source>
        <translation>出力の高さと幅。これか scale_factor のどちらか。</translation>
    </message>
    <message>
        <source>How far apart things should be.</source>
        <translation>どれだけ離すか。</translation>
    </message>
    <message>
        <source>How far to go along a direction; nothing: the learning rate</source>
        <translation>ある方向に進む距離の決め方。なし: 学習率</translation>
    </message>
    <message>
        <source>How many neighbouring channels count.</source>
        <translation>数える隣接チャネルの数。</translation>
    </message>
    <message>
        <source>How many times the group stands here, one behind the other; each has weights of its own.</source>
        <translation>グループを直列に並べる回数。それぞれ独自の重みを持ちます。</translation>
    </message>
    <message>
        <source>How much before and after, last axis first: left, right, top, bottom; negative cuts off</source>
        <translation>前後の量。最後の軸から: 左、右、上、下。負なら切り取り</translation>
    </message>
    <message>
        <source>How much farther the negative should be than the positive.</source>
        <translation>負例を正例よりどれだけ遠ざけるか。</translation>
    </message>
    <message>
        <source>How much higher the right score should be than the others.</source>
        <translation>正しいスコアを他よりどれだけ高くするか。</translation>
    </message>
    <message>
        <source>How often the network sees every training sample</source>
        <translation>ネットワークが各学習サンプルを見る回数</translation>
    </message>
    <message>
        <source>How the height of the cycles changes: not, half each time, or by gamma each step</source>
        <translation>サイクルの高さの変え方: 一定、毎回半分、またはステップごとに gamma 倍</translation>
    </message>
    <message>
        <source>How the learning rate changes over time</source>
        <translation>学習率の時間変化</translation>
    </message>
    <message>
        <source>How the losses of a batch become one number.</source>
        <translation>バッチの損失を 1 つの数にまとめる方法。</translation>
    </message>
    <message>
        <source>How the rate goes between its turning points</source>
        <translation>転換点の間の学習率の変え方</translation>
    </message>
    <message>
        <source>How the values are drawn before training; default: as the layer itself does</source>
        <translation>学習前の値の初期化方法。既定は層自身の方法</translation>
    </message>
    <message>
        <source>How the vectors of a bag become one.</source>
        <translation>バッグのベクトルを 1 つにまとめる方法。</translation>
    </message>
    <message>
        <source>How values between the old ones are found: linear for signals, bilinear and bicubic for images, trilinear for volumes.</source>
        <translation>元の値の間の補間方法: 信号は linear、画像は bilinear と bicubic、体積は trilinear。</translation>
    </message>
    <message>
        <source>Hyperbolic cosine.</source>
        <translation>双曲線余弦。</translation>
    </message>
    <message>
        <source>Hyperbolic sine.</source>
        <translation>双曲線正弦。</translation>
    </message>
    <message>
        <source>Hyperbolic tangent, between -1 and 1</source>
        <translation>双曲線正接、-1 から 1 の間</translation>
    </message>
    <message>
        <source>IDX file of the test images; may be empty</source>
        <translation>テスト画像の IDX ファイル。空でも可</translation>
    </message>
    <message>
        <source>IDX file of the training images</source>
        <translation>学習画像の IDX ファイル</translation>
    </message>
    <message>
        <source>IDX file of their labels</source>
        <translation>そのラベルの IDX ファイル</translation>
    </message>
    <message>
        <source>If you trust them, `tensorloom-cli --allow-plugins` loads them.</source>
        <translation>信頼できるなら `tensorloom-cli --allow-plugins` で読み込めます。</translation>
    </message>
    <message>
        <source>Image dataset</source>
        <translation>Image dataset</translation>
    </message>
    <message>
        <source>Images and labels from IDX files (the format of MNIST), also packed with gzip</source>
        <translation>IDX ファイル (MNIST の形式) の画像とラベル。gzip 圧縮も可</translation>
    </message>
    <message>
        <source>Images in another size, each pixel the nearest old one</source>
        <translation>画像の拡大縮小 (最近傍)</translation>
    </message>
    <message>
        <source>Images in another size, linear between the old pixels</source>
        <translation>画像の拡大縮小 (線形補間)</translation>
    </message>
    <message>
        <source>Input and output are N×T×C instead of T×N×C.</source>
        <translation>入出力は T×N×C でなく N×T×C です。</translation>
    </message>
    <message>
        <source>Insert %1</source>
        <translation>%1 を挿入</translation>
    </message>
    <message>
        <source>Insert %1 before %2.</source>
        <translation>%2 の前に %1 を挿入してください。</translation>
    </message>
    <message>
        <source>Insert 1×1 projection</source>
        <translation>1×1 射影を挿入</translation>
    </message>
    <message>
        <source>Insert Cast to float32</source>
        <translation>float32 への Cast を挿入</translation>
    </message>
    <message>
        <source>Insert Cast to int64</source>
        <translation>int64 への Cast を挿入</translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation>Flatten を挿入</translation>
    </message>
    <message>
        <source>Insert Flatten (and a Linear that gives one number per class) before %1.</source>
        <translation>%1 の前に Flatten (とクラスごとに 1 つの数を出す Linear) を挿入してください。</translation>
    </message>
    <message>
        <source>Insert Flatten to use all features of a sample.</source>
        <translation>サンプルの全特徴を使うには Flatten を挿入してください。</translation>
    </message>
    <message>
        <source>Insert Linear projection</source>
        <translation>Linear 射影を挿入</translation>
    </message>
    <message>
        <source>Insert Pad</source>
        <translation>Pad を挿入</translation>
    </message>
    <message>
        <source>Insert Reshape</source>
        <translation>Reshape を挿入</translation>
    </message>
    <message>
        <source>Insert Scale samples</source>
        <translation>Scale samples を挿入</translation>
    </message>
    <message>
        <source>Insert Transpose</source>
        <translation>Transpose を挿入</translation>
    </message>
    <message>
        <source>Install it with: apt install dataset-fashion-mnist</source>
        <translation>インストール: apt install dataset-fashion-mnist</translation>
    </message>
    <message>
        <source>Integer part of each element.</source>
        <translation>各要素の整数部。</translation>
    </message>
    <message>
        <source>Inverse cosine.</source>
        <translation>逆余弦。</translation>
    </message>
    <message>
        <source>Inverse sine.</source>
        <translation>逆正弦。</translation>
    </message>
    <message>
        <source>Inverse tangent.</source>
        <translation>逆正接。</translation>
    </message>
    <message>
        <source>It comes with the program: install Tensorloom again, or name the folder that holds it in the environment variable TL_DATA.</source>
        <translation>プログラムに付属しています。Tensorloom を再インストールするか、そのフォルダーを環境変数 TL_DATA に指定してください。</translation>
    </message>
    <message>
        <source>It goes on.</source>
        <translation>続けます。</translation>
    </message>
    <message>
        <source>It is kept but has no effect.</source>
        <translation>保持されますが効果はありません。</translation>
    </message>
    <message>
        <source>Iterations in one step</source>
        <translation>1 ステップの反復数</translation>
    </message>
    <message>
        <source>Its columns are: %1%2.</source>
        <translation>列は次のとおりです: %1%2。</translation>
    </message>
    <message>
        <source>Joins inputs along one axis</source>
        <translation>入力を 1 つの軸に沿って連結します</translation>
    </message>
    <message>
        <source>Keep running mean and variance for evaluation.</source>
        <translation>評価用に移動平均と移動分散を保ちます。</translation>
    </message>
    <message>
        <source>Keep such data in a file of its own and name the file.</source>
        <translation>そのようなデータは別ファイルにして、ファイル名を指定してください。</translation>
    </message>
    <message>
        <source>Keep the axis with size 1</source>
        <translation>軸を大きさ 1 で残します</translation>
    </message>
    <message>
        <source>Keep the last dimension with size 1.</source>
        <translation>最後の次元を大きさ 1 で残します。</translation>
    </message>
    <message>
        <source>Keep the last, incomplete window.</source>
        <translation>最後の不完全な窓も使います。</translation>
    </message>
    <message>
        <source>Keep the parameters of this layer as they are while training</source>
        <translation>学習中この層のパラメータを変えません</translation>
    </message>
    <message>
        <source>Largest integer not above each element.</source>
        <translation>各要素以下の最大の整数。</translation>
    </message>
    <message>
        <source>Largest norm of all gradients together; 0: not limited</source>
        <translation>全勾配をまとめたノルムの上限。0 は無制限</translation>
    </message>
    <message>
        <source>Largest size of each gradient element; 0: not limited</source>
        <translation>勾配の各要素の上限。0 は無制限</translation>
    </message>
    <message>
        <source>Largest slope.</source>
        <translation>傾きの最大値。</translation>
    </message>
    <message>
        <source>Largest value of each window</source>
        <translation>各窓の最大値</translation>
    </message>
    <message>
        <source>Largest values of as many windows as make the output size</source>
        <translation>出力サイズに合わせた数の窓の最大値</translation>
    </message>
    <message>
        <source>Largest values of windows at drawn places</source>
        <translation>無作為な位置の窓の最大値</translation>
    </message>
    <message>
        <source>Last dimension to merge; -1 is the last one.</source>
        <translation>まとめる最後の次元。-1 は最後の次元。</translation>
    </message>
    <message>
        <source>Layers on top of each other.</source>
        <translation>積み重ねる層の数。</translation>
    </message>
    <message>
        <source>Layers that make the target.</source>
        <translation>目標側を作る層の数。</translation>
    </message>
    <message>
        <source>Layers that read the source.</source>
        <translation>入力側を読む層の数。</translation>
    </message>
    <message>
        <source>Learn a scale and a shift per channel.</source>
        <translation>チャネルごとに倍率とずらしを学習します。</translation>
    </message>
    <message>
        <source>Learn a scale and a shift per element.</source>
        <translation>要素ごとに倍率とずらしを学習します。</translation>
    </message>
    <message>
        <source>Leave out the last training batch when it is not full</source>
        <translation>最後の学習バッチが満たないときは使いません</translation>
    </message>
    <message>
        <source>Length of a step in units of the method&apos;s own</source>
        <translation>手法の単位でのステップの長さ</translation>
    </message>
    <message>
        <source>Length of each vector.</source>
        <translation>各ベクトルの長さ。</translation>
    </message>
    <message>
        <source>Length of the cycle; epochs times steps per epoch unless given</source>
        <translation>サイクルの長さ。指定がなければ epochs × steps_per_epoch</translation>
    </message>
    <message>
        <source>Less improvement than this does not count</source>
        <translation>これより小さい改善は数えません</translation>
    </message>
    <message>
        <source>Let %1 draw its weights as usual.</source>
        <translation>%1 の重みを通常どおり初期化してください。</translation>
    </message>
    <message>
        <source>Let one of them have its own.</source>
        <translation>どちらかを独自のものにしてください。</translation>
    </message>
    <message>
        <source>Lift %1 out of its wires</source>
        <translation>%1 を配線から外す</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>線形</translation>
    </message>
    <message>
        <source>Linear where beta times x is above this.</source>
        <translation>beta × x がこれを超えると線形。</translation>
    </message>
    <message>
        <source>Logarithm of softmax</source>
        <translation>softmax の対数</translation>
    </message>
    <message>
        <source>Logarithm of the absolute value of the gamma function.</source>
        <translation>ガンマ関数の絶対値の対数。</translation>
    </message>
    <message>
        <source>Logarithm of the sigmoid</source>
        <translation>シグモイドの対数</translation>
    </message>
    <message>
        <source>Logarithm to base 10.</source>
        <translation>10 を底とする対数。</translation>
    </message>
    <message>
        <source>Logarithm to base 2.</source>
        <translation>2 を底とする対数。</translation>
    </message>
    <message>
        <source>Logistic loss of scores against targets 1 and -1</source>
        <translation>スコアと目標 1、-1 とのロジスティック損失</translation>
    </message>
    <message>
        <source>Look at the data and at how the weights are drawn: nothing can be learnt from this.</source>
        <translation>データと重みの初期化を確認してください。これでは何も学習できません。</translation>
    </message>
    <message>
        <source>Looks ahead along the momentum; needs momentum and no dampening</source>
        <translation>モメンタムの方向を先読みします。momentum が必要で dampening は不可</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>Loss of class scores against class numbers</source>
        <translation>クラスのスコアとクラス番号との損失</translation>
    </message>
    <message>
        <source>Loss of label sequences over all their alignments with the input</source>
        <translation>入力との全ての整列にわたるラベル系列の損失</translation>
    </message>
    <message>
        <source>Loss of log probabilities against class numbers</source>
        <translation>対数確率とクラス番号との損失</translation>
    </message>
    <message>
        <source>Loss of rates against counts</source>
        <translation>率と計数との損失</translation>
    </message>
    <message>
        <source>Lower limit.</source>
        <translation>下限。</translation>
    </message>
    <message>
        <source>Lower the learning rate or clip the gradients.</source>
        <translation>学習率を下げるか、勾配を制限してください。</translation>
    </message>
    <message>
        <source>Lower the learning rate, clip the gradients, or look at the data.</source>
        <translation>学習率を下げるか、勾配を制限するか、データを確認してください。</translation>
    </message>
    <message>
        <source>Lower the learning rate.</source>
        <translation>学習率を下げてください。</translation>
    </message>
    <message>
        <source>Lowers elements above max to max.</source>
        <translation>max を超える要素を max に下げます。</translation>
    </message>
    <message>
        <source>Lowers the learning rate along half a cosine</source>
        <translation>学習率を半余弦に沿って下げます</translation>
    </message>
    <message>
        <source>Lowers the learning rate by a factor at given epochs</source>
        <translation>指定したエポックで学習率を一定倍に下げます</translation>
    </message>
    <message>
        <source>Lowers the learning rate by a factor every epoch</source>
        <translation>エポックごとに学習率を一定倍に下げます</translation>
    </message>
    <message>
        <source>Lowers the learning rate by a factor every few epochs</source>
        <translation>数エポックごとに学習率を一定倍に下げます</translation>
    </message>
    <message>
        <source>Lowers the learning rate when a validation metric stops improving</source>
        <translation>検証指標が改善しなくなると学習率を下げます</translation>
    </message>
    <message>
        <source>Lowers the rate with the number of steps</source>
        <translation>ステップ数とともに率を下げます</translation>
    </message>
    <message>
        <source>Lowers the rate with the number of steps, and pulls weights towards zero</source>
        <translation>ステップ数とともに率を下げ、重みをゼロへ引き寄せます</translation>
    </message>
    <message>
        <source>L×S, true where a key is hidden, or numbers to add</source>
        <translation>L×S、キーを隠す所が true、または加える数</translation>
    </message>
    <message>
        <source>Make %1 a LogSoftmax.</source>
        <translation>%1 を LogSoftmax にしてください。</translation>
    </message>
    <message>
        <source>Make %1 automatic</source>
        <translation>%1 を自動にする</translation>
    </message>
    <message>
        <source>Make %1 independent</source>
        <translation>%1 を独立させる</translation>
    </message>
    <message>
        <source>Make an independent copy of the group and put that in.</source>
        <translation>グループの独立したコピーを作り、それを入れてください。</translation>
    </message>
    <message>
        <source>Make the network smaller.</source>
        <translation>ネットワークを小さくしてください。</translation>
    </message>
    <message>
        <source>Make the shapes at the inputs of %1 fit each other.</source>
        <translation>%1 の入力の形状を合わせてください。</translation>
    </message>
    <message>
        <source>Make the sizes of %1 or of its input smaller.</source>
        <translation>%1 またはその入力のサイズを小さくしてください。</translation>
    </message>
    <message>
        <source>Math</source>
        <translation>数学</translation>
    </message>
    <message>
        <source>Matrix product of the last two axes</source>
        <translation>最後の 2 軸の行列積</translation>
    </message>
    <message>
        <source>Mean absolute difference</source>
        <translation>差の絶対値の平均</translation>
    </message>
    <message>
        <source>Mean of (input − target)²</source>
        <translation>(入力 − 目標)² の平均</translation>
    </message>
    <message>
        <source>Mean of each window</source>
        <translation>各窓の平均</translation>
    </message>
    <message>
        <source>Mean of |input − target|</source>
        <translation>|入力 − 目標| の平均</translation>
    </message>
    <message>
        <source>Mean over one axis</source>
        <translation>1 つの軸の平均</translation>
    </message>
    <message>
        <source>Mean squared difference</source>
        <translation>差の二乗の平均</translation>
    </message>
    <message>
        <source>Means over as many windows as make the output size</source>
        <translation>出力サイズに合わせた数の窓の平均</translation>
    </message>
    <message>
        <source>Measure the negative from the nearer of anchor and positive.</source>
        <translation>アンカーと正例のうち近い方から負例を測ります。</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s largest value</source>
        <translation>勾配の最大値の記憶係数</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s mean</source>
        <translation>勾配の平均の記憶係数</translation>
    </message>
    <message>
        <source>Memory of the gradient&apos;s square</source>
        <translation>勾配の二乗の記憶係数</translation>
    </message>
    <message>
        <source>Memory of the squares</source>
        <translation>二乗の記憶係数</translation>
    </message>
    <message>
        <source>Mend the data: one such value spoils every weight.</source>
        <translation>データを直してください。このような値 1 つですべての重みが壊れます。</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>評価指標</translation>
    </message>
    <message>
        <source>Minus each element.</source>
        <translation>各要素の符号を反転。</translation>
    </message>
    <message>
        <source>Mirrors an image left to right with a probability, while training</source>
        <translation>学習中、ある確率で画像を左右反転します</translation>
    </message>
    <message>
        <source>Mirrors an image top to bottom with a probability, while training</source>
        <translation>学習中、ある確率で画像を上下反転します</translation>
    </message>
    <message>
        <source>Move %1</source>
        <translation>%1 を移動</translation>
    </message>
    <message>
        <source>Move %1 nodes</source>
        <translation>%1 個のノードを移動</translation>
    </message>
    <message>
        <source>Move it away, or go on in another folder.</source>
        <translation>移動するか、別のフォルダーで続けてください。</translation>
    </message>
    <message>
        <source>Moves the learning rate up and down between two bounds</source>
        <translation>学習率を 2 つの値の間で上下させます</translation>
    </message>
    <message>
        <source>Moves the momentum against the rate</source>
        <translation>モメンタムを学習率と逆に動かします</translation>
    </message>
    <message>
        <source>Multiplies by a factor and adds an offset</source>
        <translation>係数を掛けてオフセットを加えます</translation>
    </message>
    <message>
        <source>Multiplies the first learning rate by a formula of the epoch</source>
        <translation>最初の学習率にエポックの式を掛けます</translation>
    </message>
    <message>
        <source>Name a layer that exists.</source>
        <translation>存在する層の名前を指定してください。</translation>
    </message>
    <message>
        <source>Name every class, or none.</source>
        <translation>すべてのクラスに名前を付けるか、付けないでください。</translation>
    </message>
    <message>
        <source>Name, or number from 1, of the column to predict; empty: the last one</source>
        <translation>予測する列の名前、または 1 からの番号。空なら最後の列</translation>
    </message>
    <message>
        <source>Natural logarithm.</source>
        <translation>自然対数。</translation>
    </message>
    <message>
        <source>Nearest integer, halves to even.</source>
        <translation>最も近い整数。0.5 は偶数へ。</translation>
    </message>
    <message>
        <source>Negative values are scaled down instead of cut off</source>
        <translation>負の値を切り捨てず小さくします</translation>
    </message>
    <message>
        <source>Negative values become zero</source>
        <translation>負の値をゼロにします</translation>
    </message>
    <message>
        <source>Newest checkpoints kept, besides the best</source>
        <translation>最良のもの以外に残す最新チェックポイントの数</translation>
    </message>
    <message>
        <source>No optimizer follows a loss</source>
        <translation>損失に従うオプティマイザがありません</translation>
    </message>
    <message>
        <source>No other checkpoint of this run is good.</source>
        <translation>この実行に他の正常なチェックポイントはありません。</translation>
    </message>
    <message>
        <source>No progress for %1 seconds while %2.</source>
        <translation>%1 秒間進捗がありません: %2。</translation>
    </message>
    <message>
        <source>No step becomes larger</source>
        <translation>ステップの上限</translation>
    </message>
    <message>
        <source>No step becomes smaller</source>
        <translation>ステップの下限</translation>
    </message>
    <message>
        <source>Nodes and groups whose parameters it moves, by name, in a group block/2/conv_1, separated by commas; empty: all that can be trained</source>
        <translation>パラメータを動かすノードとグループの名前。グループ内は block/2/conv_1 (コンマ区切り)。空なら学習できるものすべて</translation>
    </message>
    <message>
        <source>Normalise after the last layer.</source>
        <translation>最後の層の後で正規化します。</translation>
    </message>
    <message>
        <source>Normalise before attention and feed-forward, not after.</source>
        <translation>アテンションと順伝播の後でなく前に正規化します。</translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation>正規化</translation>
    </message>
    <message>
        <source>Normally distributed random numbers, fresh in every step: what a generator begins with</source>
        <translation>正規分布の乱数。ステップごとに新しく、生成器の入力になります</translation>
    </message>
    <message>
        <source>Nothing can be trained: no layer has parameters</source>
        <translation>学習できるものがありません。パラメータを持つ層がありません</translation>
    </message>
    <message>
        <source>Number format of the computation</source>
        <translation>計算の数値形式</translation>
    </message>
    <message>
        <source>Number of classes.</source>
        <translation>クラス数。</translation>
    </message>
    <message>
        <source>Number of filters, the channels of the output.</source>
        <translation>フィルター数 (出力のチャネル数)。</translation>
    </message>
    <message>
        <source>N×B whole numbers</source>
        <translation>N×B の整数</translation>
    </message>
    <message>
        <source>N×C log probabilities</source>
        <translation>N×C の対数確率</translation>
    </message>
    <message>
        <source>N×C or N×C×L</source>
        <translation>N×C または N×C×L</translation>
    </message>
    <message>
        <source>N×C scores</source>
        <translation>N×C のスコア</translation>
    </message>
    <message>
        <source>N×S, or all in one row</source>
        <translation>N×S、またはすべて 1 行に</translation>
    </message>
    <message>
        <source>N×S, true where a key is to be ignored</source>
        <translation>N×S、無視するキーが true</translation>
    </message>
    <message>
        <source>N×S, true where nothing stands</source>
        <translation>N×S、何もない所が true</translation>
    </message>
    <message>
        <source>N×T, true where nothing stands</source>
        <translation>N×T、何もない所が true</translation>
    </message>
    <message>
        <source>N×T×C, or T×N×C</source>
        <translation>N×T×C または T×N×C</translation>
    </message>
    <message>
        <source>Of two scores the one that the target names should be higher</source>
        <translation>2 つのスコアのうち目標が示す方を高くします</translation>
    </message>
    <message>
        <source>On for accuracy, off for losses</source>
        <translation>正解率ならオン、損失ならオフ</translation>
    </message>
    <message>
        <source>One axis; 0 is the batch</source>
        <translation>軸。0 はバッチ</translation>
    </message>
    <message>
        <source>One key and value of zeros more.</source>
        <translation>ゼロのキーとバリューを 1 組追加します。</translation>
    </message>
    <message>
        <source>One learned key and value more.</source>
        <translation>学習されるキーとバリューを 1 組追加します。</translation>
    </message>
    <message>
        <source>One number in the shape of the input, such as a target that is always 1</source>
        <translation>入力と同じ形状の一定値。常に 1 の目標など</translation>
    </message>
    <message>
        <source>One over each element.</source>
        <translation>各要素の逆数。</translation>
    </message>
    <message>
        <source>One over the square root of each element.</source>
        <translation>各要素の平方根の逆数。</translation>
    </message>
    <message>
        <source>One slope for all, or one for each channel.</source>
        <translation>全体で 1 つ、またはチャネルごとの傾き。</translation>
    </message>
    <message>
        <source>One step of a gated recurrent unit</source>
        <translation>GRU の 1 ステップ</translation>
    </message>
    <message>
        <source>One step of a long short-term memory</source>
        <translation>LSTM の 1 ステップ</translation>
    </message>
    <message>
        <source>One step of an Elman network</source>
        <translation>Elman ネットワークの 1 ステップ</translation>
    </message>
    <message>
        <source>One step.</source>
        <translation>1 ステップ。</translation>
    </message>
    <message>
        <source>Only computations that give the same bits on every run</source>
        <translation>毎回同じビットになる計算だけを使います</translation>
    </message>
    <message>
        <source>Open it with a newer Tensorloom.</source>
        <translation>新しい Tensorloom で開いてください。</translation>
    </message>
    <message>
        <source>Open the group that it is to be shown on.</source>
        <translation>表示先のグループを開いてください。</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>Parts that attend on their own.</source>
        <translation>独立にアテンションする部分の数。</translation>
    </message>
    <message>
        <source>Passes its input on and is always watched while training</source>
        <translation>入力をそのまま渡し、学習中つねに監視されます</translation>
    </message>
    <message>
        <source>Paste %1</source>
        <translation>%1 を貼り付け</translation>
    </message>
    <message>
        <source>Paste %1 nodes</source>
        <translation>%1 個のノードを貼り付け</translation>
    </message>
    <message>
        <source>Pause was asked for.</source>
        <translation>一時停止が指示されました。</translation>
    </message>
    <message>
        <source>Paused at step %1: %2</source>
        <translation>ステップ %1 で一時停止: %2</translation>
    </message>
    <message>
        <source>Place %1 before the last layer, or leave it out.</source>
        <translation>%1 を最後の層の前に置くか、外してください。</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>プーリング</translation>
    </message>
    <message>
        <source>Positive values that sum to one along a dimension</source>
        <translation>ある次元で和が 1 になる正の値</translation>
    </message>
    <message>
        <source>Power average of each window</source>
        <translation>各窓のべき平均</translation>
    </message>
    <message>
        <source>Power by which the rate falls</source>
        <translation>率が下がるべき指数</translation>
    </message>
    <message>
        <source>Power of what falls short of the margin: 1 or 2.</source>
        <translation>マージンに足りない分のべき: 1 または 2。</translation>
    </message>
    <message>
        <source>Power of what is divided by.</source>
        <translation>割る数のべき。</translation>
    </message>
    <message>
        <source>Probability that a channel is set to zero while training.</source>
        <translation>学習中にチャネルをゼロにする確率。</translation>
    </message>
    <message>
        <source>Probability that an element is dropped while training.</source>
        <translation>学習中に要素を落とす確率。</translation>
    </message>
    <message>
        <source>Probability that an element is set to zero while training.</source>
        <translation>学習中に要素をゼロにする確率。</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>プローブ</translation>
    </message>
    <message>
        <source>Project the output down to this size; 0: not.</source>
        <translation>出力をこの大きさに射影します。0 はしない。</translation>
    </message>
    <message>
        <source>Pulls weights towards zero</source>
        <translation>重みをゼロへ引き寄せます</translation>
    </message>
    <message>
        <source>Put %1 into the wire</source>
        <translation>%1 を配線に挿入</translation>
    </message>
    <message>
        <source>Put a normalization or a way past between the layers, or take another activation.</source>
        <translation>層の間に正規化かスキップ接続を入れるか、別の活性化にしてください。</translation>
    </message>
    <message>
        <source>Put back to work</source>
        <translation>バイパスを解除</translation>
    </message>
    <message>
        <source>Put the file beside the project, or choose it in the data node.</source>
        <translation>ファイルをプロジェクトの隣に置くか、データノードで選択してください。</translation>
    </message>
    <message>
        <source>Put the whole cell inside the quotes.</source>
        <translation>セル全体を引用符で囲んでください。</translation>
    </message>
    <message>
        <source>Quasi-Newton steps from the history of gradients; evaluates the loss several times a step</source>
        <translation>勾配の履歴による準ニュートン法。1 ステップで損失を数回評価します</translation>
    </message>
    <message>
        <source>Quotient, broadcast; integers give floats.</source>
        <translation>商 (ブロードキャスト)。整数は浮動小数点になります。</translation>
    </message>
    <message>
        <source>Raise the learning rate, or give the network more to learn with.</source>
        <translation>学習率を上げるか、ネットワークの表現力を増やしてください。</translation>
    </message>
    <message>
        <source>Raises elements below min to min.</source>
        <translation>min 未満の要素を min に上げます。</translation>
    </message>
    <message>
        <source>Raises the learning rate once and lowers it to nearly nothing, momentum the other way</source>
        <translation>学習率を一度上げてほぼゼロまで下げ、モメンタムは逆に動かします</translation>
    </message>
    <message>
        <source>Random changes of training images that keep their class</source>
        <translation>クラスを変えない学習画像の無作為な変化</translation>
    </message>
    <message>
        <source>Random crop</source>
        <translation>Random crop</translation>
    </message>
    <message>
        <source>Random flip</source>
        <translation>Random flip</translation>
    </message>
    <message>
        <source>Random vertical flip</source>
        <translation>Random vertical flip</translation>
    </message>
    <message>
        <source>ReLU that stops at 6</source>
        <translation>6 で止まる ReLU</translation>
    </message>
    <message>
        <source>ReLU with a learned slope below zero</source>
        <translation>ゼロ未満の傾きを学習する ReLU</translation>
    </message>
    <message>
        <source>ReLU with random slopes below zero while training</source>
        <translation>学習中、ゼロ未満の傾きが無作為な ReLU</translation>
    </message>
    <message>
        <source>Recurrent</source>
        <translation>再帰型</translation>
    </message>
    <message>
        <source>Regularization</source>
        <translation>正則化</translation>
    </message>
    <message>
        <source>Remainder with the sign of the dividend.</source>
        <translation>被除数の符号を持つ余り。</translation>
    </message>
    <message>
        <source>Remainder with the sign of the divisor.</source>
        <translation>除数の符号を持つ余り。</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 を削除</translation>
    </message>
    <message>
        <source>Remove it or make it an object.</source>
        <translation>削除するか、オブジェクトにしてください。</translation>
    </message>
    <message>
        <source>Remove it, or open the project with a version that knows it.</source>
        <translation>削除するか、対応するバージョンでプロジェクトを開いてください。</translation>
    </message>
    <message>
        <source>Remove it, or put something else in its place.</source>
        <translation>削除するか、別のものに置き換えてください。</translation>
    </message>
    <message>
        <source>Remove it, or restore the file from a backup.</source>
        <translation>削除するか、バックアップからファイルを復元してください。</translation>
    </message>
    <message>
        <source>Remove one of its wires.</source>
        <translation>配線を 1 本外してください。</translation>
    </message>
    <message>
        <source>Remove some.</source>
        <translation>いくつか削除してください。</translation>
    </message>
    <message>
        <source>Remove the closing wire</source>
        <translation>閉じる配線を削除</translation>
    </message>
    <message>
        <source>Remove the wire</source>
        <translation>配線を削除</translation>
    </message>
    <message>
        <source>Remove the wire.</source>
        <translation>配線を削除してください。</translation>
    </message>
    <message>
        <source>Rename %1 to %2</source>
        <translation>%1 の名前を %2 に変更</translation>
    </message>
    <message>
        <source>Rename the group %1 to %2</source>
        <translation>グループ %1 の名前を %2 に変更</translation>
    </message>
    <message>
        <source>Repeat it less often, or nest fewer groups.</source>
        <translation>繰り返しを減らすか、グループの入れ子を減らしてください。</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 を既定値に戻す</translation>
    </message>
    <message>
        <source>Reset weight_init of %1</source>
        <translation>%1 の weight_init を既定値に戻す</translation>
    </message>
    <message>
        <source>Restore the file from a backup.</source>
        <translation>バックアップからファイルを復元してください。</translation>
    </message>
    <message>
        <source>Resume was asked for.</source>
        <translation>再開が指示されました。</translation>
    </message>
    <message>
        <source>Resumed at step %1, but not bit for bit: %2.</source>
        <translation>ステップ %1 から再開しましたが、ビット単位で同じではありません: %2。</translation>
    </message>
    <message>
        <source>Resumed at step %1: the run goes on bit for bit as if it had not been interrupted.</source>
        <translation>ステップ %1 から再開しました。中断がなかったのとビット単位で同じに続きます。</translation>
    </message>
    <message>
        <source>Rows of numbers from a comma-separated file, one column of which is to be predicted</source>
        <translation>コンマ区切りファイルの数値の行。1 列を予測します</translation>
    </message>
    <message>
        <source>Rows of the table: one more than the largest number.</source>
        <translation>表の行数: 最大の番号より 1 多い数。</translation>
    </message>
    <message>
        <source>Run setting &apos;%1&apos; is not known here</source>
        <translation>実行設定「%1」は不明です</translation>
    </message>
    <message>
        <source>Run settings: %1</source>
        <translation>実行設定: %1</translation>
    </message>
    <message>
        <source>Samples that go through the network together</source>
        <translation>一度にネットワークを通すサンプル数</translation>
    </message>
    <message>
        <source>Save to keep the new form.</source>
        <translation>保存すると新しい形式になります。</translation>
    </message>
    <message>
        <source>Scale samples</source>
        <translation>Scale samples</translation>
    </message>
    <message>
        <source>Scale the inputs or the weights before it: what is saturated learns slowly.</source>
        <translation>手前の入力か重みを調整してください。飽和したユニットは学習が遅くなります。</translation>
    </message>
    <message>
        <source>Scale the inputs, or draw the weights of the last layer smaller.</source>
        <translation>入力を調整するか、最後の層の重みを小さく初期化してください。</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>スケジューラ</translation>
    </message>
    <message>
        <source>See what stands between it and the loss: a wire, a dead unit, a step without a derivative.</source>
        <translation>損失との間にあるものを確認してください: 配線、死んだユニット、微分のない処理。</translation>
    </message>
    <message>
        <source>See what the data node reads.</source>
        <translation>データノードの内容を確認してください。</translation>
    </message>
    <message>
        <source>See whether the labels reach the network as an input.</source>
        <translation>ラベルが入力に混ざっていないか確認してください。</translation>
    </message>
    <message>
        <source>Self-normalising exponential linear unit</source>
        <translation>自己正規化する指数線形ユニット</translation>
    </message>
    <message>
        <source>Series that must keep improving, such as validation/loss; empty: off</source>
        <translation>改善を続けるべき系列 (例: validation/loss)。空ならオフ</translation>
    </message>
    <message>
        <source>Set %1</source>
        <translation>%1 を設定</translation>
    </message>
    <message>
        <source>Set %1 %2</source>
        <translation>%1 を %2 に設定</translation>
    </message>
    <message>
        <source>Set %1 alike in both.</source>
        <translation>%1 を両方で同じにしてください。</translation>
    </message>
    <message>
        <source>Set %1 as in %2</source>
        <translation>%1 を %2 と同じにする</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3</source>
        <translation>%2 の %1 を %3 に設定</translation>
    </message>
    <message>
        <source>Set %1 of %2 to %3.</source>
        <translation>%2 の %1 を %3 にしてください。</translation>
    </message>
    <message>
        <source>Set %1 of %2 to automatic.</source>
        <translation>%2 の %1 を自動にしてください。</translation>
    </message>
    <message>
        <source>Set %1.</source>
        <translation>%1 を設定してください。</translation>
    </message>
    <message>
        <source>Set batch_size of %1 to %2</source>
        <translation>%1 の batch_size を %2 に設定</translation>
    </message>
    <message>
        <source>Set batch_size of %1 to 32</source>
        <translation>%1 の batch_size を 32 に設定</translation>
    </message>
    <message>
        <source>Set drop_last of %1</source>
        <translation>%1 の drop_last をオンにする</translation>
    </message>
    <message>
        <source>Set lr of %1 to %2</source>
        <translation>%1 の lr を %2 に設定</translation>
    </message>
    <message>
        <source>Set out_features of the last Linear to %1.</source>
        <translation>最後の Linear の out_features を %1 にしてください。</translation>
    </message>
    <message>
        <source>Set repeat to 1, or give the group an input and an output.</source>
        <translation>repeat を 1 にするか、グループに入力と出力を付けてください。</translation>
    </message>
    <message>
        <source>Several decoder layers on top of each other</source>
        <translation>デコーダー層の積み重ね</translation>
    </message>
    <message>
        <source>Several dimensions merged into one</source>
        <translation>複数の次元を 1 つにまとめます</translation>
    </message>
    <message>
        <source>Several encoder layers on top of each other</source>
        <translation>エンコーダー層の積み重ね</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Shape of one sample&apos;s features, such as 1, 8, 8; empty: one vector</source>
        <translation>1 サンプルの特徴の形状 (例: 1, 8, 8)。空なら 1 つのベクトル</translation>
    </message>
    <message>
        <source>Share of all samples that is kept for the test, class by class</source>
        <translation>テスト用に取り分ける全サンプルの割合 (クラスごと)</translation>
    </message>
    <message>
        <source>Share of samples whose highest score is the right class</source>
        <translation>最高スコアが正しいクラスだったサンプルの割合</translation>
    </message>
    <message>
        <source>Share of the attention weights that is dropped in training.</source>
        <translation>学習中に落とすアテンション重みの割合。</translation>
    </message>
    <message>
        <source>Share of the last step that goes on</source>
        <translation>前のステップを引き継ぐ割合</translation>
    </message>
    <message>
        <source>Share of the new batch in the running statistics.</source>
        <translation>移動統計における新しいバッチの割合。</translation>
    </message>
    <message>
        <source>Share of the new batch in the running statistics; none: their mean over all batches.</source>
        <translation>移動統計における新しいバッチの割合。none は全バッチの平均。</translation>
    </message>
    <message>
        <source>Share of the samples that are flipped</source>
        <translation>反転するサンプルの割合</translation>
    </message>
    <message>
        <source>Share of the steps in which the rate rises</source>
        <translation>学習率が上がるステップの割合</translation>
    </message>
    <message>
        <source>Share of the target spread evenly over all classes.</source>
        <translation>目標のうち全クラスに均等に配る割合。</translation>
    </message>
    <message>
        <source>Share of the training samples that is held out for validation, class by class</source>
        <translation>検証用に取り分ける学習サンプルの割合 (クラスごと)</translation>
    </message>
    <message>
        <source>Share of the values between layers that is dropped in training.</source>
        <translation>学習中に層の間で落とす値の割合。</translation>
    </message>
    <message>
        <source>Share of the values that is dropped in training.</source>
        <translation>学習中に落とす値の割合。</translation>
    </message>
    <message>
        <source>Share with a layer of the same type.</source>
        <translation>同じ種類の層と共有してください。</translation>
    </message>
    <message>
        <source>Shifts an image at random by up to its padding, while training</source>
        <translation>学習中、縁の幅までの範囲で画像を無作為にずらします</translation>
    </message>
    <message>
        <source>Show %1 %2 on the group</source>
        <translation>%1 %2 をグループに表示</translation>
    </message>
    <message>
        <source>Show %1.%2 on the group</source>
        <translation>%1.%2 をグループに表示</translation>
    </message>
    <message>
        <source>Show the training samples in another order each epoch</source>
        <translation>エポックごとに学習サンプルの順序を変えます</translation>
    </message>
    <message>
        <source>Sigmoid and binary cross entropy in one</source>
        <translation>シグモイドと二値交差エントロピーを一体化</translation>
    </message>
    <message>
        <source>Signals, images or volumes in another size</source>
        <translation>信号・画像・体積の拡大縮小</translation>
    </message>
    <message>
        <source>Similar pairs at a small angle, others at a large one</source>
        <translation>似た組の角度を小さく、他を大きくします</translation>
    </message>
    <message>
        <source>Size of a step</source>
        <translation>ステップの大きさ</translation>
    </message>
    <message>
        <source>Size of each filter.</source>
        <translation>各フィルターの大きさ。</translation>
    </message>
    <message>
        <source>Size of each input row; found from the input.</source>
        <translation>入力の各行の大きさ。入力から決まります。</translation>
    </message>
    <message>
        <source>Size of each output row.</source>
        <translation>出力の各行の大きさ。</translation>
    </message>
    <message>
        <source>Size of each window.</source>
        <translation>各窓の大きさ。</translation>
    </message>
    <message>
        <source>Size of the first step</source>
        <translation>最初のステップの大きさ</translation>
    </message>
    <message>
        <source>Size of the first steps</source>
        <translation>最初の数ステップの大きさ</translation>
    </message>
    <message>
        <source>Size of the output as a share of the input&apos;s, one number or two between 0 and 1.</source>
        <translation>入力に対する出力サイズの割合。0 から 1 の数を 1 つか 2 つ。</translation>
    </message>
    <message>
        <source>Size of the output, one number for all dimensions or one each; this or scale_factor.</source>
        <translation>出力サイズ。全次元に 1 つ、または次元ごと。これか scale_factor のどちらか。</translation>
    </message>
    <message>
        <source>Size of the output; -1 keeps the input&apos;s.</source>
        <translation>出力サイズ。-1 は入力と同じ。</translation>
    </message>
    <message>
        <source>Size of the state.</source>
        <translation>状態の大きさ。</translation>
    </message>
    <message>
        <source>Size of the windows of the pooling.</source>
        <translation>プーリングの窓の大きさ。</translation>
    </message>
    <message>
        <source>Size of what each input value spreads over.</source>
        <translation>各入力値が広がる範囲の大きさ。</translation>
    </message>
    <message>
        <source>Sizes of one sample&apos;s numbers</source>
        <translation>1 サンプルの数値のサイズ</translation>
    </message>
    <message>
        <source>Sizes of one sample; one of them may be -1 (what is left)</source>
        <translation>1 サンプルのサイズ。1 つは -1 (残り) にできます</translation>
    </message>
    <message>
        <source>Sizes of the last dimensions to normalise over; found from the input&apos;s last one.</source>
        <translation>正規化する最後の次元のサイズ。入力の最後の次元から決まります。</translation>
    </message>
    <message>
        <source>Slope below zero.</source>
        <translation>ゼロ未満の傾き。</translation>
    </message>
    <message>
        <source>Small values become zero</source>
        <translation>小さな値をゼロにします</translation>
    </message>
    <message>
        <source>Smallest change that counts as better</source>
        <translation>改善とみなす最小の変化</translation>
    </message>
    <message>
        <source>Smallest integer not below each element.</source>
        <translation>各要素以上の最小の整数。</translation>
    </message>
    <message>
        <source>Smallest product of lengths to divide by.</source>
        <translation>割る数とする長さの積の最小値。</translation>
    </message>
    <message>
        <source>Smallest slope.</source>
        <translation>傾きの最小値。</translation>
    </message>
    <message>
        <source>So many validations without improvement are let pass</source>
        <translation>改善のない検証をこの回数まで許します</translation>
    </message>
    <message>
        <source>Softmax and its loss over very many classes, rare ones in clusters</source>
        <translation>非常に多くのクラスの Softmax と損失。まれなクラスはクラスタに</translation>
    </message>
    <message>
        <source>Softmax of the negated input: the smallest value weighs most</source>
        <translation>符号を反転した入力の Softmax。最小の値が最も重くなります</translation>
    </message>
    <message>
        <source>Softmax over the channels at each place of an image</source>
        <translation>画像の各位置でのチャネル方向の Softmax</translation>
    </message>
    <message>
        <source>Split the network into several projects.</source>
        <translation>ネットワークを複数のプロジェクトに分けてください。</translation>
    </message>
    <message>
        <source>Square of each element.</source>
        <translation>各要素の二乗。</translation>
    </message>
    <message>
        <source>Square root of each element.</source>
        <translation>各要素の平方根。</translation>
    </message>
    <message>
        <source>Squared difference for small errors, absolute for large</source>
        <translation>小さな誤差は二乗、大きな誤差は絶対値</translation>
    </message>
    <message>
        <source>Standardize %1</source>
        <translation>%1 を標準化</translation>
    </message>
    <message>
        <source>Step of the filter over the input.</source>
        <translation>入力上のフィルターの移動幅。</translation>
    </message>
    <message>
        <source>Step of the pooling; as kernel_size unless given.</source>
        <translation>プーリングの移動幅。指定がなければ kernel_size と同じ。</translation>
    </message>
    <message>
        <source>Step of the window; as kernel_size unless given.</source>
        <translation>窓の移動幅。指定がなければ kernel_size と同じ。</translation>
    </message>
    <message>
        <source>Steps before averaging begins</source>
        <translation>平均を始めるまでのステップ数</translation>
    </message>
    <message>
        <source>Steps by the sign of the gradient alone; for batches of the whole data</source>
        <translation>勾配の符号だけで進みます。全データを 1 バッチにする場合用</translation>
    </message>
    <message>
        <source>Steps from bottom to top</source>
        <translation>下から上までのステップ数</translation>
    </message>
    <message>
        <source>Steps from top to bottom; as many as up unless given</source>
        <translation>上から下までのステップ数。指定がなければ上りと同じ</translation>
    </message>
    <message>
        <source>Still paused: %1</source>
        <translation>一時停止のまま: %1</translation>
    </message>
    <message>
        <source>Stochastic gradient descent that keeps an average of the weights</source>
        <translation>重みの平均を保つ確率的勾配降下法</translation>
    </message>
    <message>
        <source>Stochastic gradient descent, with momentum if wanted</source>
        <translation>確率的勾配降下法。モメンタムも可</translation>
    </message>
    <message>
        <source>Stop was asked for: the step is finished and a checkpoint written.</source>
        <translation>停止が指示されました。ステップを終え、チェックポイントを保存します。</translation>
    </message>
    <message>
        <source>Stopped at step %1.</source>
        <translation>ステップ %1 で停止しました。</translation>
    </message>
    <message>
        <source>Stopped before it began.</source>
        <translation>始まる前に停止しました。</translation>
    </message>
    <message>
        <source>Stopped early: %1 did not improve in %2 validations.</source>
        <translation>早期終了: %1 が %2 回の検証で改善しませんでした。</translation>
    </message>
    <message>
        <source>Stopped in the middle of a step, before the first checkpoint.</source>
        <translation>最初のチェックポイントの前、ステップの途中で停止しました。</translation>
    </message>
    <message>
        <source>Stopped in the middle of a step; the checkpoint of step %1 is kept.</source>
        <translation>ステップの途中で停止しました。ステップ %1 のチェックポイントが残っています。</translation>
    </message>
    <message>
        <source>Subtracted: one number, or one per channel separated by commas</source>
        <translation>引く数: 1 つ、またはチャネルごとにコンマ区切り</translation>
    </message>
    <message>
        <source>Subtracts a mean and divides by a standard deviation, per channel</source>
        <translation>チャネルごとに平均を引き、標準偏差で割ります</translation>
    </message>
    <message>
        <source>Swaps two axes</source>
        <translation>2 つの軸を入れ替えます</translation>
    </message>
    <message>
        <source>T 0</source>
        <translation>T 0</translation>
    </message>
    <message>
        <source>T max</source>
        <translation>T max</translation>
    </message>
    <message>
        <source>T mult</source>
        <translation>T mult</translation>
    </message>
    <message>
        <source>Take %1 off the group</source>
        <translation>%1 をグループの表示から外す</translation>
    </message>
    <message>
        <source>Take that class away, or samples of it in.</source>
        <translation>そのクラスを外すか、サンプルを追加してください。</translation>
    </message>
    <message>
        <source>Take the instance out of the group that it is an instance of.</source>
        <translation>そのグループの中から自分自身のインスタンスを外してください。</translation>
    </message>
    <message>
        <source>Take the wire off first.</source>
        <translation>先に配線を外してください。</translation>
    </message>
    <message>
        <source>Takes this share off the gradient that enters the momentum</source>
        <translation>モメンタムに入る勾配をこの割合だけ減らします</translation>
    </message>
    <message>
        <source>Targets of this class do not count.</source>
        <translation>このクラスの目標は数えません。</translation>
    </message>
    <message>
        <source>Targets too long for their input count as zero.</source>
        <translation>入力に対して長すぎる目標はゼロと数えます。</translation>
    </message>
    <message>
        <source>The axis to join along; 0 is the batch</source>
        <translation>連結する軸。0 はバッチ</translation>
    </message>
    <message>
        <source>The axis; 0 is the batch, -1 the last</source>
        <translation>軸。0 はバッチ、-1 は最後の軸</translation>
    </message>
    <message>
        <source>The centres of the outermost old and new pixels fall together.</source>
        <translation>端の画素の中心を拡大前後で一致させます。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is already written.</source>
        <translation>ステップ %1 のチェックポイントは保存済みです。</translation>
    </message>
    <message>
        <source>The checkpoint of step %1 is good.</source>
        <translation>ステップ %1 のチェックポイントは正常です。</translation>
    </message>
    <message>
        <source>The class that stands for no label.</source>
        <translation>ラベルなしを表すクラス。</translation>
    </message>
    <message>
        <source>The definition that this is an instance of.</source>
        <translation>このインスタンスの元の定義。</translation>
    </message>
    <message>
        <source>The earlier run in this folder is kept in &apos;%1&apos;.</source>
        <translation>このフォルダーの以前の実行は「%1」に保存しました。</translation>
    </message>
    <message>
        <source>The first rate is multiplied by this; a formula of epoch, like 1 / (1 + epoch)</source>
        <translation>最初の学習率に掛ける epoch の式 (例: 1 / (1 + epoch))</translation>
    </message>
    <message>
        <source>The first rate is the highest divided by it</source>
        <translation>最初の学習率は最高値をこれで割った値です</translation>
    </message>
    <message>
        <source>The input is the logarithm of the rate.</source>
        <translation>入力は率の対数です。</translation>
    </message>
    <message>
        <source>The larger of two elements; NaN wins.</source>
        <translation>2 つの要素の大きい方。NaN が優先。</translation>
    </message>
    <message>
        <source>The last batch cannot be shown: %1</source>
        <translation>最後のバッチを表示できません: %1</translation>
    </message>
    <message>
        <source>The last points of the curves could not be written: %1</source>
        <translation>曲線の最後の点を保存できませんでした: %1</translation>
    </message>
    <message>
        <source>The last rate is the first divided by it</source>
        <translation>最後の学習率は最初の値をこれで割った値です</translation>
    </message>
    <message>
        <source>The later checkpoint is kept as &apos;%1&apos;.</source>
        <translation>後のチェックポイントは「%1」として保存しました。</translation>
    </message>
    <message>
        <source>The momentum where the rate is highest</source>
        <translation>学習率が最高のときのモメンタム</translation>
    </message>
    <message>
        <source>The momentum where the rate is lowest</source>
        <translation>学習率が最低のときのモメンタム</translation>
    </message>
    <message>
        <source>The newest good one is &apos;%1&apos;: `eval --checkpoint` and `train --resume --from` take it.</source>
        <translation>最新の正常なものは「%1」です。`eval --checkpoint` と `train --resume --from` で使えます。</translation>
    </message>
    <message>
        <source>The norm of the distances.</source>
        <translation>距離のノルム。</translation>
    </message>
    <message>
        <source>The norm: 2 is the straight distance, 1 the sum of differences.</source>
        <translation>ノルム: 2 は直線距離、1 は差の和。</translation>
    </message>
    <message>
        <source>The number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>The number format of the output</source>
        <translation>出力の数値形式</translation>
    </message>
    <message>
        <source>The number of steps must be at least 1.</source>
        <translation>ステップ数は 1 以上でなければなりません。</translation>
    </message>
    <message>
        <source>The number that counts for nothing.</source>
        <translation>数えない番号。</translation>
    </message>
    <message>
        <source>The number that stands for nothing: its vector is zero and is not trained.</source>
        <translation>「なし」を表す番号。ベクトルはゼロで学習しません。</translation>
    </message>
    <message>
        <source>The offsets end with the number of indices.</source>
        <translation>オフセットの最後は番号の総数です。</translation>
    </message>
    <message>
        <source>The other axis</source>
        <translation>もう一方の軸</translation>
    </message>
    <message>
        <source>The p of the norm that is limited.</source>
        <translation>制限するノルムの p。</translation>
    </message>
    <message>
        <source>The patch was made for another state of the document; make it again.</source>
        <translation>パッチは別の状態のドキュメント用です。作り直してください。</translation>
    </message>
    <message>
        <source>The power: 1 sums, larger ones come near to the maximum.</source>
        <translation>べき: 1 は和、大きいほど最大値に近づきます。</translation>
    </message>
    <message>
        <source>The rate at the bottom</source>
        <translation>最低の学習率</translation>
    </message>
    <message>
        <source>The rate at the bottom of a cycle</source>
        <translation>サイクルの最低の学習率</translation>
    </message>
    <message>
        <source>The rate at the top</source>
        <translation>最高の学習率</translation>
    </message>
    <message>
        <source>The rate at the top of the first cycle</source>
        <translation>最初のサイクルの最高の学習率</translation>
    </message>
    <message>
        <source>The rate falls at these epochs</source>
        <translation>学習率が下がるエポック</translation>
    </message>
    <message>
        <source>The rate falls every so many epochs</source>
        <translation>学習率が下がる間隔 (エポック)</translation>
    </message>
    <message>
        <source>The rate is multiplied by it</source>
        <translation>学習率に掛ける値</translation>
    </message>
    <message>
        <source>The rate is multiplied by it every epoch</source>
        <translation>エポックごとに学習率に掛ける値</translation>
    </message>
    <message>
        <source>The rate never falls below it</source>
        <translation>学習率の下限</translation>
    </message>
    <message>
        <source>The right class should score higher than the others by a margin</source>
        <translation>正しいクラスのスコアを他よりマージン以上高くします</translation>
    </message>
    <message>
        <source>The run has already started.</source>
        <translation>実行はすでに始まっています。</translation>
    </message>
    <message>
        <source>The run has done %1%2 already (step %3): ask for %4 or more to train on.</source>
        <translation>実行はすでに %1%2 (ステップ %3) 済みです。続けるには %4 以上を指定してください。</translation>
    </message>
    <message>
        <source>The run has not started yet; this command has no effect.</source>
        <translation>実行はまだ始まっていません。この操作は効果がありません。</translation>
    </message>
    <message>
        <source>The run is already paused.</source>
        <translation>すでに一時停止中です。</translation>
    </message>
    <message>
        <source>The run is not paused.</source>
        <translation>一時停止中ではありません。</translation>
    </message>
    <message>
        <source>The run keeps the seed that it began with, %1, not %2.</source>
        <translation>シードは開始時の %1 のままです (%2 にはなりません)。</translation>
    </message>
    <message>
        <source>The same numbers in another number format</source>
        <translation>同じ値を別の数値形式にします</translation>
    </message>
    <message>
        <source>The same values, but no gradient flows back through here</source>
        <translation>同じ値ですが、ここで勾配を止めます</translation>
    </message>
    <message>
        <source>The slope to start from.</source>
        <translation>傾きの初期値。</translation>
    </message>
    <message>
        <source>The smaller of two elements; NaN wins.</source>
        <translation>2 つの要素の小さい方。NaN が優先。</translation>
    </message>
    <message>
        <source>The steps that were asked for are done.</source>
        <translation>指示されたステップが終わりました。</translation>
    </message>
    <message>
        <source>The sum of squares before the first step</source>
        <translation>最初のステップの前の二乗和</translation>
    </message>
    <message>
        <source>The table; resource:iris.csv comes with the program</source>
        <translation>表。resource:iris.csv はプログラムに付属</translation>
    </message>
    <message>
        <source>The target holds log probabilities too.</source>
        <translation>目標も対数確率です。</translation>
    </message>
    <message>
        <source>The threshold as a share of the best value, or as a difference</source>
        <translation>しきい値を最良値の割合とするか、差とするか</translation>
    </message>
    <message>
        <source>The value is kept; correct it.</source>
        <translation>値は保持されます。直してください。</translation>
    </message>
    <message>
        <source>The value that is approached far below zero is -alpha.</source>
        <translation>ゼロのはるか下で近づく値は -alpha です。</translation>
    </message>
    <message>
        <source>The vectors of several numbers taken together, without keeping each</source>
        <translation>複数の番号のベクトルを、個別に残さずまとめます</translation>
    </message>
    <message>
        <source>The weight of a loss must be a number.</source>
        <translation>損失の重みは数値でなければなりません。</translation>
    </message>
    <message>
        <source>Then this is added</source>
        <translation>その後に加える値</translation>
    </message>
    <message>
        <source>There is no checkpoint yet.</source>
        <translation>チェックポイントはまだありません。</translation>
    </message>
    <message>
        <source>There is no data</source>
        <translation>データがありません</translation>
    </message>
    <message>
        <source>There is no loss &apos;%1&apos;.</source>
        <translation>損失「%1」はありません。</translation>
    </message>
    <message>
        <source>There is no loss to minimise</source>
        <translation>最小化する損失がありません</translation>
    </message>
    <message>
        <source>There is no optimizer</source>
        <translation>オプティマイザがありません</translation>
    </message>
    <message>
        <source>There is no optimizer &apos;%1&apos;.</source>
        <translation>オプティマイザ「%1」はありません。</translation>
    </message>
    <message>
        <source>This is a bug in Tensorloom; please report it.</source>
        <translation>これは Tensorloom の不具合です。報告をお願いします。</translation>
    </message>
    <message>
        <source>Threads that prepare samples; -1: chosen by the machine</source>
        <translation>サンプルを準備するスレッド数。-1 は自動</translation>
    </message>
    <message>
        <source>To an optimizer&apos;s schedule</source>
        <translation>オプティマイザの schedule へ</translation>
    </message>
    <message>
        <source>Transposed 1-d convolution: makes signals longer</source>
        <translation>1 次元の転置畳み込み: 信号を長くします</translation>
    </message>
    <message>
        <source>Transposed 2-d convolution: makes images larger</source>
        <translation>2 次元の転置畳み込み: 画像を大きくします</translation>
    </message>
    <message>
        <source>Transposed 3-d convolution: makes volumes larger</source>
        <translation>3 次元の転置畳み込み: 体積を大きくします</translation>
    </message>
    <message>
        <source>Turn it on (%1), or remove the wire.</source>
        <translation>オンにする (%1) か、配線を外してください。</translation>
    </message>
    <message>
        <source>Turn off the bias of %1</source>
        <translation>%1 のバイアスをオフにする</translation>
    </message>
    <message>
        <source>Turn standardize on.</source>
        <translation>standardize をオンにしてください。</translation>
    </message>
    <message>
        <source>Turn the bias off.</source>
        <translation>バイアスをオフにしてください。</translation>
    </message>
    <message>
        <source>Type of the values afterwards</source>
        <translation>変換後の型</translation>
    </message>
    <message>
        <source>T×S, what each element cannot see of the source</source>
        <translation>T×S、各要素から見えない入力側の要素</translation>
    </message>
    <message>
        <source>T×T, what each element cannot see</source>
        <translation>T×T、各要素から見えない要素</translation>
    </message>
    <message>
        <source>Ungroup %1</source>
        <translation>%1 のグループを解除</translation>
    </message>
    <message>
        <source>Ungroup some of them.</source>
        <translation>いくつかグループを解除してください。</translation>
    </message>
    <message>
        <source>Upper limit.</source>
        <translation>上限。</translation>
    </message>
    <message>
        <source>Use %1 for %2 inputs.</source>
        <translation>%2 の入力には %1 を使ってください。</translation>
    </message>
    <message>
        <source>Use Adam, or name in scope only embeddings with sparse on.</source>
        <translation>Adam を使うか、scope に sparse の埋め込みだけを指定してください。</translation>
    </message>
    <message>
        <source>Use BCEWithLogitsLoss without %1</source>
        <translation>%1 なしで BCEWithLogitsLoss を使う</translation>
    </message>
    <message>
        <source>Use BCEWithLogitsLoss, which does both in one.</source>
        <translation>両方を一度に行う BCEWithLogitsLoss を使ってください。</translation>
    </message>
    <message>
        <source>Use CrossEntropy, which takes scores.</source>
        <translation>スコアを受け取る CrossEntropy を使ってください。</translation>
    </message>
    <message>
        <source>Use a smaller batch or a smaller network.</source>
        <translation>バッチかネットワークを小さくしてください。</translation>
    </message>
    <message>
        <source>Use a smaller batch.</source>
        <translation>バッチを小さくしてください。</translation>
    </message>
    <message>
        <source>Use another checkpoint of the run.</source>
        <translation>実行の別のチェックポイントを使ってください。</translation>
    </message>
    <message>
        <source>Use batches of 8 or more, or GroupNorm.</source>
        <translation>バッチサイズを 8 以上にするか、GroupNorm を使ってください。</translation>
    </message>
    <message>
        <source>Use one data node.</source>
        <translation>データノードは 1 つにしてください。</translation>
    </message>
    <message>
        <source>Use one with 1 to 6 dimensions.</source>
        <translation>1～6 次元のものを使ってください。</translation>
    </message>
    <message>
        <source>Use smaller batches.</source>
        <translation>バッチを小さくしてください。</translation>
    </message>
    <message>
        <source>Use the program that wrote it, or a newer one.</source>
        <translation>作成したプログラムか、より新しいものを使ってください。</translation>
    </message>
    <message>
        <source>Use the weights of this network, or undo the change to it.</source>
        <translation>このネットワークの重みを使うか、ネットワークの変更を元に戻してください。</translation>
    </message>
    <message>
        <source>Validations to wait after the rate was lowered</source>
        <translation>学習率を下げた後に待つ検証の回数</translation>
    </message>
    <message>
        <source>Validations without improvement before the run ends</source>
        <translation>改善のない検証がこの回数続くと実行を終えます</translation>
    </message>
    <message>
        <source>Values at or below a threshold are replaced by one value</source>
        <translation>しきい値以下の値を一定値に置き換えます</translation>
    </message>
    <message>
        <source>Values at or below it are replaced.</source>
        <translation>これ以下の値を置き換えます。</translation>
    </message>
    <message>
        <source>Values back at the places where a pooling found them</source>
        <translation>プーリングで見つけた位置に値を戻します</translation>
    </message>
    <message>
        <source>Values divided by the strength of neighbouring channels</source>
        <translation>隣接チャネルの強さで割った値</translation>
    </message>
    <message>
        <source>Values limited to an interval</source>
        <translation>値を区間に制限します</translation>
    </message>
    <message>
        <source>Values move towards zero</source>
        <translation>値をゼロへ近づけます</translation>
    </message>
    <message>
        <source>Values move towards zero by lambd.</source>
        <translation>値を lambd だけゼロへ近づけます。</translation>
    </message>
    <message>
        <source>Values within lambd of zero become zero.</source>
        <translation>ゼロから lambd 以内の値をゼロにします。</translation>
    </message>
    <message>
        <source>Vectors that are longer are scaled down when they are used.</source>
        <translation>これより長いベクトルは使うときに縮めます。</translation>
    </message>
    <message>
        <source>Weight of each class, one number per class.</source>
        <translation>各クラスの重み。クラスごとに 1 つ。</translation>
    </message>
    <message>
        <source>Weight of each loss; broadcast.</source>
        <translation>各損失の重み (ブロードキャスト)。</translation>
    </message>
    <message>
        <source>Weight of positive targets, one number per class.</source>
        <translation>正の目標の重み。クラスごとに 1 つ。</translation>
    </message>
    <message>
        <source>What stands between cells</source>
        <translation>セルの区切り</translation>
    </message>
    <message>
        <source>What stands in their place.</source>
        <translation>代わりに置く値。</translation>
    </message>
    <message>
        <source>What the border holds</source>
        <translation>縁の内容</translation>
    </message>
    <message>
        <source>What the border holds.</source>
        <translation>縁の内容。</translation>
    </message>
    <message>
        <source>What the inner values go through.</source>
        <translation>内部の値に適用する関数。</translation>
    </message>
    <message>
        <source>What the padding holds.</source>
        <translation>パディングの内容。</translation>
    </message>
    <message>
        <source>What the schedule counts</source>
        <translation>スケジュールが数えるもの</translation>
    </message>
    <message>
        <source>What the schedule watches, after each validation</source>
        <translation>スケジュールが検証のたびに見る値</translation>
    </message>
    <message>
        <source>What the sums go through.</source>
        <translation>和に適用する関数。</translation>
    </message>
    <message>
        <source>What to minimise; several losses add up by their weights</source>
        <translation>最小化する対象。複数の損失は重みに応じて足されます</translation>
    </message>
    <message>
        <source>What to multiply by</source>
        <translation>掛ける値</translation>
    </message>
    <message>
        <source>When it steps: optimizers that follow different losses take turns in each step, lowest first (a GAN&apos;s discriminator 0, its generator 1)</source>
        <translation>順番: 異なる損失に従うオプティマイザは各ステップで小さい順に交代します (GAN の識別器 0、生成器 1)</translation>
    </message>
    <message>
        <source>Where the error function takes the value x; infinite at -1 and 1.</source>
        <translation>誤差関数が x になる点。-1 と 1 では無限大。</translation>
    </message>
    <message>
        <source>Where the list of classes, the frequent ones first, is cut into clusters; rising, below n_classes.</source>
        <translation>頻度順のクラス一覧をクラスタに分ける位置。昇順で n_classes 未満。</translation>
    </message>
    <message>
        <source>Where the network is computed</source>
        <translation>ネットワークを計算する場所</translation>
    </message>
    <message>
        <source>Whether the first line names the columns</source>
        <translation>1 行目が列名かどうか</translation>
    </message>
    <message>
        <source>Whether the metric should become small or large</source>
        <translation>指標を小さくするか大きくするか</translation>
    </message>
    <message>
        <source>While training, random channels become zero</source>
        <translation>学習中、無作為なチャネルをゼロにします</translation>
    </message>
    <message>
        <source>While training, random elements become zero</source>
        <translation>学習中、無作為な要素をゼロにします</translation>
    </message>
    <message>
        <source>Whoever always answers “%1” is right in %2 %: judge by the confusion matrix, weight the classes or gather more of the rare ones.</source>
        <translation>常に「%1」と答えても %2 % 正解します。混同行列で判断するか、クラスに重みを付けるか、少ないクラスを増やしてください。</translation>
    </message>
    <message>
        <source>Widen the scope of an optimizer, or freeze the layer.</source>
        <translation>オプティマイザの scope を広げるか、層を凍結してください。</translation>
    </message>
    <message>
        <source>Width between the two linear layers.</source>
        <translation>2 つの線形層の間の幅。</translation>
    </message>
    <message>
        <source>Width of each element of both sequences; a multiple of the heads.</source>
        <translation>両系列の各要素の幅。ヘッド数の倍数。</translation>
    </message>
    <message>
        <source>Width of each element of the sequence; a multiple of the heads.</source>
        <translation>系列の各要素の幅。ヘッド数の倍数。</translation>
    </message>
    <message>
        <source>Width of query and output; a multiple of the heads.</source>
        <translation>クエリと出力の幅。ヘッド数の倍数。</translation>
    </message>
    <message>
        <source>Width of the keys; as the queries unless given.</source>
        <translation>キーの幅。指定がなければクエリと同じ。</translation>
    </message>
    <message>
        <source>Width of the values; as the queries unless given.</source>
        <translation>バリューの幅。指定がなければクエリと同じ。</translation>
    </message>
    <message>
        <source>Wire %1 to %2</source>
        <translation>%1 を %2 に配線</translation>
    </message>
    <message>
        <source>Wire %1 to %2 past %3</source>
        <translation>%3 を通さず %1 を %2 に配線</translation>
    </message>
    <message>
        <source>Wire %1 to it.</source>
        <translation>%1をつないでください。</translation>
    </message>
    <message>
        <source>Wire a data node to the network and to the loss.</source>
        <translation>データノードをネットワークと損失につないでください。</translation>
    </message>
    <message>
        <source>Wire an output to it.</source>
        <translation>出力をつないでください。</translation>
    </message>
    <message>
        <source>Wire another output to it.</source>
        <translation>別の出力をつないでください。</translation>
    </message>
    <message>
        <source>Wire it to an optimizer.</source>
        <translation>オプティマイザにつないでください。</translation>
    </message>
    <message>
        <source>Wire it, or delete it.</source>
        <translation>配線するか、削除してください。</translation>
    </message>
    <message>
        <source>Wire the loss to the optimizer.</source>
        <translation>損失をオプティマイザにつないでください。</translation>
    </message>
    <message>
        <source>Wire what is meant to count, delete the rest.</source>
        <translation>使うものを配線し、残りは削除してください。</translation>
    </message>
    <message>
        <source>Write [&quot;&lt;id&gt;:&lt;output&gt;&quot;, &quot;&lt;id&gt;:&lt;input&gt;&quot;].</source>
        <translation>[&quot;&lt;id&gt;:&lt;output&gt;&quot;, &quot;&lt;id&gt;:&lt;input&gt;&quot;] と書いてください。</translation>
    </message>
    <message>
        <source>Write the paths of the libraries, or remove it.</source>
        <translation>ライブラリのパスを書くか、削除してください。</translation>
    </message>
    <message>
        <source>Zeros added on each side of the image.</source>
        <translation>画像の各側に足すゼロ。</translation>
    </message>
    <message>
        <source>Zeros added on each side. At most half of kernel_size.</source>
        <translation>各側に足すゼロ。kernel_size の半分まで。</translation>
    </message>
    <message>
        <source>Zeros put around the image before a window of its old size is cut out at random</source>
        <translation>画像の周りにゼロを置き、元の大きさの窓を無作為に切り出します</translation>
    </message>
    <message>
        <source>a + b, for skip connections</source>
        <translation>a + b、スキップ接続用</translation>
    </message>
    <message>
        <source>a batch takes %1 samples, and there are %2 to train with%3</source>
        <translation>バッチは %1 サンプルですが、学習サンプルは %2 です%3</translation>
    </message>
    <message>
        <source>a count is negative</source>
        <translation>負の個数があります</translation>
    </message>
    <message>
        <source>a factor for each number, in mode sum</source>
        <translation>番号ごとの係数 (mode sum)</translation>
    </message>
    <message>
        <source>a frame needs an id of its own</source>
        <translation>フレームには固有の ID が必要です</translation>
    </message>
    <message>
        <source>a function</source>
        <translation>関数</translation>
    </message>
    <message>
        <source>a group needs an id of its own</source>
        <translation>グループには固有の ID が必要です</translation>
    </message>
    <message>
        <source>a key, a title and a stem</source>
        <translation>キー、タイトル、語幹</translation>
    </message>
    <message>
        <source>a loss</source>
        <translation>損失</translation>
    </message>
    <message>
        <source>a metric</source>
        <translation>評価指標</translation>
    </message>
    <message>
        <source>a mix of values for each query</source>
        <translation>クエリごとに混ぜたバリュー</translation>
    </message>
    <message>
        <source>a module</source>
        <translation>モジュール</translation>
    </message>
    <message>
        <source>a name begins with a letter a–z</source>
        <translation>名前は a–z で始めてください</translation>
    </message>
    <message>
        <source>a name consists of a–z, 0–9 and _</source>
        <translation>名前に使えるのは a–z、0–9、_ です</translation>
    </message>
    <message>
        <source>a name has at most 64 characters</source>
        <translation>名前は 64 文字までです</translation>
    </message>
    <message>
        <source>a name is needed</source>
        <translation>名前が必要です</translation>
    </message>
    <message>
        <source>a parameter of type %1 has no JSON form</source>
        <translation>型 %1 のパラメータは JSON にできません</translation>
    </message>
    <message>
        <source>a project has at most %1 %2</source>
        <translation>プロジェクトの %2 は %1 までです</translation>
    </message>
    <message>
        <source>a quote is opened and never closed</source>
        <translation>引用符が閉じられていません</translation>
    </message>
    <message>
        <source>a scheduler</source>
        <translation>スケジューラ</translation>
    </message>
    <message>
        <source>a shape that broadcasts with a</source>
        <translation>a とブロードキャストできる形状</translation>
    </message>
    <message>
        <source>a source</source>
        <translation>データソース</translation>
    </message>
    <message>
        <source>a step goes that many times as far as the gradient reaches, and most networks diverge above 1</source>
        <translation>1 ステップが勾配のこの倍だけ進みます。多くのネットワークは 1 を超えると発散します</translation>
    </message>
    <message>
        <source>a transform</source>
        <translation>変換</translation>
    </message>
    <message>
        <source>a · b, element by element</source>
        <translation>a · b、要素ごと</translation>
    </message>
    <message>
        <source>a − b</source>
        <translation>a − b</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>約 %1 時間</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>約 %1 分</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>約 %1 秒</translation>
    </message>
    <message>
        <source>always answering the mean</source>
        <translation>常に平均を答えること</translation>
    </message>
    <message>
        <source>an IDX file of %1 dimensions is not supported</source>
        <translation>%1 次元の IDX ファイルには対応していません</translation>
    </message>
    <message>
        <source>an epoch is entered at a multiple of the batch size %1, not at %2</source>
        <translation>エポックに入れるのはバッチサイズ %1 の倍数の位置だけです (%2 は不可)</translation>
    </message>
    <message>
        <source>an epoch of %1 steps takes %2 of computing here, %3 epochs %4</source>
        <translation>1 エポック (%1 ステップ) の計算に %2、%3 エポックで %4 かかります</translation>
    </message>
    <message>
        <source>an optimizer</source>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>an output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>他 %1 件</translation>
    </message>
    <message>
        <source>another node</source>
        <translation>別のノード</translation>
    </message>
    <message>
        <source>any shape</source>
        <translation>任意の形状</translation>
    </message>
    <message>
        <source>any shape, from 0 to 1</source>
        <translation>任意の形状、0 から 1</translation>
    </message>
    <message>
        <source>anything with the batch in front: one draw for each sample</source>
        <translation>先頭がバッチのもの: サンプルごとに 1 回</translation>
    </message>
    <message>
        <source>apply patch</source>
        <translation>パッチの適用</translation>
    </message>
    <message>
        <source>are more than %1</source>
        <translation>%1 を超えています</translation>
    </message>
    <message>
        <source>are saturated</source>
        <translation>飽和しています</translation>
    </message>
    <message>
        <source>as the loss expects</source>
        <translation>損失が求める形</translation>
    </message>
    <message>
        <source>as the sequence</source>
        <translation>系列と同じ</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>at most %1 % of the units of an activation are dead or saturated at the start</source>
        <translation>開始時に死んだ、または飽和したユニットは活性化ごとに多くて %1 % です</translation>
    </message>
    <message>
        <source>batch</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>batch first</source>
        <translation>バッチを先頭に</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>batches of %1 take %2: parameters %3, gradients %4, optimizer %5, data %6, activations and scratch memory %7</source>
        <translation>バッチサイズ %1 には %2 必要です: パラメータ %3、勾配 %4、オプティマイザ %5、データ %6、活性と作業領域 %7</translation>
    </message>
    <message>
        <source>bias init</source>
        <translation>バイアス初期値</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>中断しました</translation>
    </message>
    <message>
        <source>brought from version %1 to %2</source>
        <translation>バージョン %1 から %2 に更新しました</translation>
    </message>
    <message>
        <source>building the network</source>
        <translation>ネットワークを構築しています</translation>
    </message>
    <message>
        <source>by frequency</source>
        <translation>頻度で割る</translation>
    </message>
    <message>
        <source>change tolerance</source>
        <translation>変化の許容差</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>チャネル</translation>
    </message>
    <message>
        <source>check project</source>
        <translation>プロジェクトの確認</translation>
    </message>
    <message>
        <source>class number</source>
        <translation>クラス番号</translation>
    </message>
    <message>
        <source>class number, or the number to predict</source>
        <translation>クラス番号、または予測する数値</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>クラス</translation>
    </message>
    <message>
        <source>column %1</source>
        <translation>列 %1</translation>
    </message>
    <message>
        <source>csv %1</source>
        <translation>csv %1</translation>
    </message>
    <message>
        <source>cycle momentum</source>
        <translation>モメンタム周期</translation>
    </message>
    <message>
        <source>decay</source>
        <translation>減衰</translation>
    </message>
    <message>
        <source>decoder layers</source>
        <translation>デコーダー層</translation>
    </message>
    <message>
        <source>does not hold images: it is %1 %2</source>
        <translation>画像ではありません: %1 %2 です</translation>
    </message>
    <message>
        <source>does not hold labels: it is %1 %2</source>
        <translation>ラベルではありません: %1 %2 です</translation>
    </message>
    <message>
        <source>e to the power of each element.</source>
        <translation>各要素を指数とする e のべき。</translation>
    </message>
    <message>
        <source>each of the %1 nodes leads to a loss, a metric or an optimizer</source>
        <translation>%1 個のノードはすべて損失、評価指標、オプティマイザのどれかにつながっています</translation>
    </message>
    <message>
        <source>each step moves every weight about as far as that, and few weights are larger than 0.1</source>
        <translation>1 ステップで各重みがおよそそれだけ動きますが、0.1 より大きい重みは少数です</translation>
    </message>
    <message>
        <source>early stop</source>
        <translation>早期終了</translation>
    </message>
    <message>
        <source>early stop watches &apos;%1&apos;, but nothing is validated</source>
        <translation>早期終了は「%1」を監視しますが、検証がありません</translation>
    </message>
    <message>
        <source>early stop watches &apos;%1&apos;, which this run does not measure</source>
        <translation>早期終了は「%1」を監視しますが、この実行では計測しません</translation>
    </message>
    <message>
        <source>edit graph</source>
        <translation>グラフの編集</translation>
    </message>
    <message>
        <source>encoder layers</source>
        <translation>エンコーダー層</translation>
    </message>
    <message>
        <source>end divisor</source>
        <translation>終了の除数</translation>
    </message>
    <message>
        <source>entries</source>
        <translation>項目数</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>エポック</translation>
    </message>
    <message>
        <source>epochs and accumulation must be at least 1, got %1 and %2</source>
        <translation>epochs と accumulation は 1 以上でなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>eps</source>
        <translation>イプシロン</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>評価回数</translation>
    </message>
    <message>
        <source>every group has a parameter &apos;%1&apos; of its own</source>
        <translation>すべてのグループに固有のパラメータ「%1」があります</translation>
    </message>
    <message>
        <source>exp(x) - 1, exact near 0.</source>
        <translation>exp(x) - 1。0 の近くで正確です。</translation>
    </message>
    <message>
        <source>extra key</source>
        <translation>追加キー</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>係数</translation>
    </message>
    <message>
        <source>factor · input</source>
        <translation>係数 · 入力</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特徴数</translation>
    </message>
    <message>
        <source>final norm</source>
        <translation>最終正規化</translation>
    </message>
    <message>
        <source>find data</source>
        <translation>データの検索</translation>
    </message>
    <message>
        <source>first cell state</source>
        <translation>最初のセル状態</translation>
    </message>
    <message>
        <source>first loss</source>
        <translation>最初の損失</translation>
    </message>
    <message>
        <source>first state: layers·directions × N × hidden</source>
        <translation>最初の状態: 層数·方向数 × N × hidden</translation>
    </message>
    <message>
        <source>first sum</source>
        <translation>最初の和</translation>
    </message>
    <message>
        <source>flip vertical</source>
        <translation>上下反転</translation>
    </message>
    <message>
        <source>frame %1 is another one</source>
        <translation>フレーム %1 は別のものです</translation>
    </message>
    <message>
        <source>give 0</source>
        <translation>0 を出します</translation>
    </message>
    <message>
        <source>gradient tolerance</source>
        <translation>勾配の許容差</translation>
    </message>
    <message>
        <source>gradients reach all %1 parameters; their norms are %2 to %3</source>
        <translation>勾配は %1 個のパラメータすべてに届きます。ノルムは %2～%3 です</translation>
    </message>
    <message>
        <source>group %1 does not exist</source>
        <translation>グループ %1 がありません</translation>
    </message>
    <message>
        <source>group %1 is another one</source>
        <translation>グループ %1 は別のものです</translation>
    </message>
    <message>
        <source>group norm</source>
        <translation>group norm</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>グループ数</translation>
    </message>
    <message>
        <source>groups are nested more than %1 deep</source>
        <translation>グループの入れ子が %1 段を超えています</translation>
    </message>
    <message>
        <source>grow</source>
        <translation>増加</translation>
    </message>
    <message>
        <source>guessing among %1 classes</source>
        <translation>%1 クラスの当て推量</translation>
    </message>
    <message>
        <source>guessing between two answers</source>
        <translation>2 択の当て推量</translation>
    </message>
    <message>
        <source>has %1 feature columns, which do not fill the shape %2</source>
        <translation>特徴の列は %1 で、形状 %2 に合いません</translation>
    </message>
    <message>
        <source>has %1 labels for the %2 images of &apos;%3&apos;</source>
        <translation>ラベル %1 個に対し「%3」の画像は %2 枚です</translation>
    </message>
    <message>
        <source>has a header and no rows</source>
        <translation>見出しだけで行がありません</translation>
    </message>
    <message>
        <source>has no &quot;type&quot;</source>
        <translation>&quot;type&quot; がありません</translation>
    </message>
    <message>
        <source>has no column &apos;%1&apos;</source>
        <translation>列「%1」がありません</translation>
    </message>
    <message>
        <source>has no place that can be shown; it is left out</source>
        <translation>位置を表示できません。除きました</translation>
    </message>
    <message>
        <source>has one without a name; it is left out</source>
        <translation>名前のないものがあります。除きました</translation>
    </message>
    <message>
        <source>has only one column</source>
        <translation>列が 1 つしかありません</translation>
    </message>
    <message>
        <source>has the label %1, but only %2 classes are named</source>
        <translation>ラベル %1 がありますが、名前のあるクラスは %2 個です</translation>
    </message>
    <message>
        <source>heads</source>
        <translation>ヘッド数</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隠れ状態</translation>
    </message>
    <message>
        <source>hidden groups</source>
        <translation>隠れたグループ</translation>
    </message>
    <message>
        <source>highest momentum</source>
        <translation>最大モメンタム</translation>
    </message>
    <message>
        <source>highest rate</source>
        <translation>最高学習率</translation>
    </message>
    <message>
        <source>history</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>how much of each value, averaged over the heads</source>
        <translation>各バリューの割合 (ヘッドの平均)</translation>
    </message>
    <message>
        <source>in</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>in %1: %2</source>
        <translation>%1 の中: %2</translation>
    </message>
    <message>
        <source>inner width</source>
        <translation>内部の幅</translation>
    </message>
    <message>
        <source>input %1 and target %2 differ in shape</source>
        <translation>入力 %1 と目標 %2 の形状が違います</translation>
    </message>
    <message>
        <source>input &apos;%1&apos; is not wired</source>
        <translation>入力「%1」が配線されていません</translation>
    </message>
    <message>
        <source>input + value * tensor1 * tensor2.</source>
        <translation>input + value * tensor1 * tensor2。</translation>
    </message>
    <message>
        <source>input + value * tensor1 / tensor2.</source>
        <translation>input + value * tensor1 / tensor2。</translation>
    </message>
    <message>
        <source>input + weight * (end - input).</source>
        <translation>input + weight * (end - input)。</translation>
    </message>
    <message>
        <source>input must be N×C (scores per class), got %1</source>
        <translation>入力は N×C (クラスごとのスコア) でなければなりません (%1)</translation>
    </message>
    <message>
        <source>input to the power of exponent.</source>
        <translation>input の exponent 乗。</translation>
    </message>
    <message>
        <source>input where condition holds, other elsewhere.</source>
        <translation>condition が成り立つ所は input、他は other。</translation>
    </message>
    <message>
        <source>is missing or no object</source>
        <translation>ないか、オブジェクトではありません</translation>
    </message>
    <message>
        <source>is neither true nor false; it has no effect</source>
        <translation>true でも false でもありません。効果はありません</translation>
    </message>
    <message>
        <source>is no id</source>
        <translation>ID ではありません</translation>
    </message>
    <message>
        <source>is no list</source>
        <translation>リストではありません</translation>
    </message>
    <message>
        <source>is no list of files</source>
        <translation>ファイルのリストではありません</translation>
    </message>
    <message>
        <source>is no node id</source>
        <translation>ノード ID ではありません</translation>
    </message>
    <message>
        <source>is no object</source>
        <translation>オブジェクトではありません</translation>
    </message>
    <message>
        <source>is no object; the frames are left out</source>
        <translation>オブジェクトではありません。フレームを除きました</translation>
    </message>
    <message>
        <source>is no object; the places of the nodes are left out</source>
        <translation>オブジェクトではありません。ノードの位置を除きました</translation>
    </message>
    <message>
        <source>is no pair of ports</source>
        <translation>ポートの組ではありません</translation>
    </message>
    <message>
        <source>is no text; it is left out</source>
        <translation>文字列ではありません。除きました</translation>
    </message>
    <message>
        <source>it cannot be repeated: no output fits its first input</source>
        <translation>繰り返せません。最初の入力に合う出力がありません</translation>
    </message>
    <message>
        <source>it compares the samples of a batch, and each batch has 1</source>
        <translation>バッチ内のサンプルを比べますが、バッチは 1 サンプルです</translation>
    </message>
    <message>
        <source>it expects logarithms of probabilities, and %1 gives probabilities</source>
        <translation>確率の対数が必要ですが、%1 は確率を出力します</translation>
    </message>
    <message>
        <source>it expects logarithms of probabilities, and %1 gives scores of any size</source>
        <translation>確率の対数が必要ですが、%1 は任意の大きさのスコアを出力します</translation>
    </message>
    <message>
        <source>it is %1 applied again, but %2 differs: %3 here, %4 there</source>
        <translation>%1 の再適用ですが、%2 が違います: こちらは %3、元は %4</translation>
    </message>
    <message>
        <source>it is %1 applied again, but its input asks for %2 %3 and %4 has %5</source>
        <translation>%1 の再適用ですが、入力には %2 %3 が必要で、%4 は %5 です</translation>
    </message>
    <message>
        <source>it shares the weights of %1, which has none of its own</source>
        <translation>%1 の重みを共有しますが、それに独自の重みがありません</translation>
    </message>
    <message>
        <source>it shares the weights of %1, which is of another type (%2)</source>
        <translation>%1 の重みを共有しますが、種類が違います (%2)</translation>
    </message>
    <message>
        <source>it shares the weights of &apos;%1&apos;, which does not exist</source>
        <translation>「%1」の重みを共有しますが、そのノードがありません</translation>
    </message>
    <message>
        <source>iterations</source>
        <translation>反復数</translation>
    </message>
    <message>
        <source>its bias has no effect: %1 right behind it takes each channel&apos;s mean away, and adds a bias of its own</source>
        <translation>バイアスに効果がありません。直後の %1 が各チャネルの平均を引き、独自のバイアスを加えます</translation>
    </message>
    <message>
        <source>its columns go in as they are, and values reach %1: large columns drown the others</source>
        <translation>列がそのまま入り、値は %1 に達します。大きな列が他を埋もれさせます</translation>
    </message>
    <message>
        <source>its learning rate is %1: %2</source>
        <translation>学習率が %1 です: %2</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>カーネル</translation>
    </message>
    <message>
        <source>key width</source>
        <translation>キーの幅</translation>
    </message>
    <message>
        <source>largest norm</source>
        <translation>最大ノルム</translation>
    </message>
    <message>
        <source>largest step</source>
        <translation>最大ステップ</translation>
    </message>
    <message>
        <source>last offset</source>
        <translation>末尾オフセット</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>layer norm</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>層数</translation>
    </message>
    <message>
        <source>learning one batch by heart</source>
        <translation>1 バッチを丸暗記しています</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学習率</translation>
    </message>
    <message>
        <source>learning rate of %1 set to %2</source>
        <translation>%1 の学習率を %2 にしました</translation>
    </message>
    <message>
        <source>less than a second</source>
        <translation>1 秒未満</translation>
    </message>
    <message>
        <source>line search</source>
        <translation>直線探索</translation>
    </message>
    <message>
        <source>live data</source>
        <translation>ライブデータ</translation>
    </message>
    <message>
        <source>load data</source>
        <translation>データの読み込み</translation>
    </message>
    <message>
        <source>load weights</source>
        <translation>重みの読み込み</translation>
    </message>
    <message>
        <source>log probabilities</source>
        <translation>対数確率</translation>
    </message>
    <message>
        <source>log(1 + x), exact near 0.</source>
        <translation>log(1 + x)。0 の近くで正確です。</translation>
    </message>
    <message>
        <source>looking at the data</source>
        <translation>データを調べています</translation>
    </message>
    <message>
        <source>loss weight</source>
        <translation>損失の重み</translation>
    </message>
    <message>
        <source>losses and metrics are on several devices</source>
        <translation>損失と評価指標が複数のデバイスにあります</translation>
    </message>
    <message>
        <source>lowest momentum</source>
        <translation>最小モメンタム</translation>
    </message>
    <message>
        <source>lowest rate</source>
        <translation>最低学習率</translation>
    </message>
    <message>
        <source>making one step</source>
        <translation>1 ステップ実行しています</translation>
    </message>
    <message>
        <source>max in: Lowers elements above max to max.</source>
        <translation>次の max: max を超える要素を max に下げます。</translation>
    </message>
    <message>
        <source>min in: Raises elements below min to min.</source>
        <translation>次の min: min 未満の要素を min に上げます。</translation>
    </message>
    <message>
        <source>minus infinite</source>
        <translation>負の無限大</translation>
    </message>
    <message>
        <source>n in: Derivative number n of digamma.</source>
        <translation>次の n: digamma の n 階導関数。</translation>
    </message>
    <message>
        <source>names no port</source>
        <translation>ポートの指定がありません</translation>
    </message>
    <message>
        <source>names no port; it is left out</source>
        <translation>ポートの指定がありません。除きました</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>%1 が必要</translation>
    </message>
    <message>
        <source>needs a %1</source>
        <translation>%1 が必要</translation>
    </message>
    <message>
        <source>needs an image C×H×W, got %1</source>
        <translation>画像 C×H×W が必要です (%1)</translation>
    </message>
    <message>
        <source>needs float32 values, got %1; put a Cast before it</source>
        <translation>float32 の値が必要です (%1)。前に Cast を置いてください</translation>
    </message>
    <message>
        <source>no data reaches the loss</source>
        <translation>損失にデータが届きません</translation>
    </message>
    <message>
        <source>no file is chosen</source>
        <translation>ファイルが選択されていません</translation>
    </message>
    <message>
        <source>no gradient reaches %1</source>
        <translation>勾配が %1 に届きません</translation>
    </message>
    <message>
        <source>no node is an instance of the group &apos;%1&apos;; &apos;%2&apos; was added for it</source>
        <translation>グループ「%1」のインスタンスがないため「%2」を追加しました</translation>
    </message>
    <message>
        <source>no optimizer follows this loss</source>
        <translation>この損失に従うオプティマイザがありません</translation>
    </message>
    <message>
        <source>no optimizer trains %1</source>
        <translation>%1 を学習するオプティマイザがありません</translation>
    </message>
    <message>
        <source>no training samples are left after the split</source>
        <translation>分割後に学習サンプルが残りません</translation>
    </message>
    <message>
        <source>node %1</source>
        <translation>ノード %1</translation>
    </message>
    <message>
        <source>node %1 does not exist</source>
        <translation>ノード %1 がありません</translation>
    </message>
    <message>
        <source>node %1 does not exist; the wire is left out</source>
        <translation>ノード %1 がありません。配線を除きました</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; cannot be added: its id or name is taken or empty</source>
        <translation>ノード「%1」を追加できません。ID か名前が使用中か空です</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; differs from the patch</source>
        <translation>ノード「%1」がパッチと違います</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; is %2passed by already</source>
        <translation>ノード「%1」はすでに%2バイパス中です</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; is not a %2</source>
        <translation>ノード「%1」は %2 ではありません</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; is not called &apos;%2&apos;</source>
        <translation>ノード「%1」の名前は「%2」ではありません</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; stands elsewhere</source>
        <translation>ノード「%1」は別の場所にあります</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; stands in another group</source>
        <translation>ノード「%1」は別のグループにあります</translation>
    </message>
    <message>
        <source>node &apos;%1&apos; still has wires</source>
        <translation>ノード「%1」にまだ配線があります</translation>
    </message>
    <message>
        <source>node type &apos;%1&apos; is not known here (kept as a placeholder)</source>
        <translation>ノードの種類「%1」は不明です (仮のノードとして保持)</translation>
    </message>
    <message>
        <source>node type &apos;%1&apos; is not known here; it is kept as a placeholder</source>
        <translation>ノードの種類「%1」は不明です。仮のノードとして保持します</translation>
    </message>
    <message>
        <source>nodes, parameters, wires or run settings of the project were changed since</source>
        <translation>プロジェクトのノード、パラメータ、配線、実行設定がその後変わりました</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>ノルム</translation>
    </message>
    <message>
        <source>norm first</source>
        <translation>正規化を先に</translation>
    </message>
    <message>
        <source>not a number</source>
        <translation>数値でない値</translation>
    </message>
    <message>
        <source>not wired yet</source>
        <translation>まだ配線されていません</translation>
    </message>
    <message>
        <source>nothing fills the batch field &apos;%1&apos;</source>
        <translation>バッチの項目「%1」に入るものがありません</translation>
    </message>
    <message>
        <source>nothing is chosen</source>
        <translation>何も選択されていません</translation>
    </message>
    <message>
        <source>numbers of one row</source>
        <translation>1 行の数値</translation>
    </message>
    <message>
        <source>one batch</source>
        <translation>1 バッチ</translation>
    </message>
    <message>
        <source>one batch of %1: %2</source>
        <translation>%1 の 1 バッチ: %2</translation>
    </message>
    <message>
        <source>one batch of %1: the loss goes from %2 to %3 in %4 steps</source>
        <translation>%1 の 1 バッチ: 損失は %4 ステップで %2 から %3 になります</translation>
    </message>
    <message>
        <source>one number</source>
        <translation>1 つの数</translation>
    </message>
    <message>
        <source>open project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>option &apos;%1&apos; has %2 numbers for an input of %3 channels %4</source>
        <translation>オプション「%1」の数は %2 個ですが、入力は %3 チャネルです %4</translation>
    </message>
    <message>
        <source>option &apos;%1&apos;: &apos;%2&apos; is not a number</source>
        <translation>オプション「%1」: 「%2」は数値ではありません</translation>
    </message>
    <message>
        <source>option &apos;std&apos; must be above 0, got %1</source>
        <translation>オプション「std」は 0 より大きくなければなりません (%1)</translation>
    </message>
    <message>
        <source>output</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>padding</source>
        <translation>パディング</translation>
    </message>
    <message>
        <source>passed by</source>
        <translation>バイパス</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of AdaptiveMaxPool1d</source>
        <translation>最大値の位置 (AdaptiveMaxPool1d の return_indices)</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of AdaptiveMaxPool2d</source>
        <translation>最大値の位置 (AdaptiveMaxPool2d の return_indices)</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of AdaptiveMaxPool3d</source>
        <translation>最大値の位置 (AdaptiveMaxPool3d の return_indices)</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of FractionalMaxPool2d</source>
        <translation>最大値の位置 (FractionalMaxPool2d の return_indices)</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of MaxPool1d</source>
        <translation>最大値の位置 (MaxPool1d の return_indices)</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of MaxPool2d</source>
        <translation>最大値の位置 (MaxPool2d の return_indices)</translation>
    </message>
    <message>
        <source>places of the largest values, with return_indices of MaxPool3d</source>
        <translation>最大値の位置 (MaxPool3d の return_indices)</translation>
    </message>
    <message>
        <source>ports of groups</source>
        <translation>グループのポート</translation>
    </message>
    <message>
        <source>pre-flight check</source>
        <translation>事前チェック</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>確率</translation>
    </message>
    <message>
        <source>projection</source>
        <translation>射影</translation>
    </message>
    <message>
        <source>rate decay</source>
        <translation>率の減衰</translation>
    </message>
    <message>
        <source>read checkpoint</source>
        <translation>チェックポイントの読み込み</translation>
    </message>
    <message>
        <source>read data</source>
        <translation>データの読み込み</translation>
    </message>
    <message>
        <source>rehearsing the run</source>
        <translation>実行を試しています</translation>
    </message>
    <message>
        <source>resumed at step %1</source>
        <translation>ステップ %1 から再開</translation>
    </message>
    <message>
        <source>rising share</source>
        <translation>上昇の割合</translation>
    </message>
    <message>
        <source>run settings</source>
        <translation>実行設定</translation>
    </message>
    <message>
        <source>sample %1</source>
        <translation>サンプル %1</translation>
    </message>
    <message>
        <source>sample %1 has %2 in field &apos;%3&apos;, the first of its batch fits %4; samples of one batch must have one shape</source>
        <translation>サンプル %1 の項目「%3」は %2 ですが、バッチの最初は %4 です。バッチ内のサンプルは同じ形状でなければなりません</translation>
    </message>
    <message>
        <source>sample %1 out of range for %2 samples</source>
        <translation>サンプル %1 は %2 サンプルの範囲外です</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>サンプル</translation>
    </message>
    <message>
        <source>samples %1 to %2 are not within the %3 samples</source>
        <translation>サンプル %1～%2 は %3 サンプルの範囲外です</translation>
    </message>
    <message>
        <source>save every</source>
        <translation>保存間隔</translation>
    </message>
    <message>
        <source>save project</source>
        <translation>プロジェクトの保存</translation>
    </message>
    <message>
        <source>saves kept</source>
        <translation>保存数</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>倍率</translation>
    </message>
    <message>
        <source>scope names &apos;%1&apos;, which does not exist</source>
        <translation>scope の「%1」がありません</translation>
    </message>
    <message>
        <source>several wires at &apos;%1&apos;, which takes one</source>
        <translation>「%1」に複数の配線があります。受け取れるのは 1 本です</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>shapes broadcast</source>
        <translation>形状はブロードキャスト</translation>
    </message>
    <message>
        <source>sharing weights</source>
        <translation>重みの共有</translation>
    </message>
    <message>
        <source>shows ports or parameters of nodes that are not in it; they are left out</source>
        <translation>中にないノードのポートやパラメータを表示しています。除きました</translation>
    </message>
    <message>
        <source>shrink</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>slope</source>
        <translation>傾き</translation>
    </message>
    <message>
        <source>slopes</source>
        <translation>傾き</translation>
    </message>
    <message>
        <source>smallest rate</source>
        <translation>最小学習率</translation>
    </message>
    <message>
        <source>smallest step</source>
        <translation>最小ステップ</translation>
    </message>
    <message>
        <source>start</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>start divisor</source>
        <translation>開始の除数</translation>
    </message>
    <message>
        <source>start run</source>
        <translation>実行の開始</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>ステップ幅</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>steps down</source>
        <translation>下りステップ</translation>
    </message>
    <message>
        <source>steps per epoch</source>
        <translation>エポックのステップ数</translation>
    </message>
    <message>
        <source>steps up</source>
        <translation>上りステップ</translation>
    </message>
    <message>
        <source>stop at highest</source>
        <translation>最大で終了</translation>
    </message>
    <message>
        <source>stop min delta</source>
        <translation>終了の最小変化</translation>
    </message>
    <message>
        <source>stop patience</source>
        <translation>終了までの回数</translation>
    </message>
    <message>
        <source>takes 1 input, got %1</source>
        <translation>入力は 1 つですが %1 個あります</translation>
    </message>
    <message>
        <source>takes no input</source>
        <translation>入力を受け取りません</translation>
    </message>
    <message>
        <source>target column</source>
        <translation>目標列</translation>
    </message>
    <message>
        <source>target must be N class numbers for input %1, got %2</source>
        <translation>入力 %1 に対し目標は N 個のクラス番号でなければなりません (%2)</translation>
    </message>
    <message>
        <source>target must hold class numbers (an integer type), got %1</source>
        <translation>目標はクラス番号 (整数型) でなければなりません (%1)</translation>
    </message>
    <message>
        <source>text follows the closing quote of a cell</source>
        <translation>セルの閉じ引用符の後に文字があります</translation>
    </message>
    <message>
        <source>the IDX header</source>
        <translation>IDX ヘッダー</translation>
    </message>
    <message>
        <source>the batch field &apos;%1&apos; names slot %2 of %3</source>
        <translation>バッチの項目「%1」がスロット %2 / %3 を指しています</translation>
    </message>
    <message>
        <source>the batch has no field &apos;%1&apos;</source>
        <translation>バッチに項目「%1」がありません</translation>
    </message>
    <message>
        <source>the batch size must be at least 1, got %1</source>
        <translation>バッチサイズは 1 以上でなければなりません (%1)</translation>
    </message>
    <message>
        <source>the cell state after</source>
        <translation>更新後のセル状態</translation>
    </message>
    <message>
        <source>the cell state before</source>
        <translation>更新前のセル状態</translation>
    </message>
    <message>
        <source>the data</source>
        <translation>データ</translation>
    </message>
    <message>
        <source>the data: &apos;%1&apos; of sample %2</source>
        <translation>データ: サンプル %2 の「%1」</translation>
    </message>
    <message>
        <source>the file</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; does not exist</source>
        <translation>ファイル「%1」がありません</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; is in none of: %2</source>
        <translation>ファイル「%1」は次のどこにもありません: %2</translation>
    </message>
    <message>
        <source>the gradient of %1 is %2 of the strongest one</source>
        <translation>%1 の勾配は最も強いものの %2 です</translation>
    </message>
    <message>
        <source>the gradient of &apos;%1&apos; became infinite or not a number%2</source>
        <translation>「%1」の勾配が無限大または非数になりました%2</translation>
    </message>
    <message>
        <source>the group &apos;%1&apos; contains itself; &apos;%2&apos; in it is no instance any more</source>
        <translation>グループ「%1」が自分自身を含みます。中の「%2」をインスタンスでなくしました</translation>
    </message>
    <message>
        <source>the group &apos;%1&apos; would contain itself</source>
        <translation>グループ「%1」が自分自身を含むことになります</translation>
    </message>
    <message>
        <source>the group contains itself</source>
        <translation>グループが自分自身を含みます</translation>
    </message>
    <message>
        <source>the group still holds a frame</source>
        <translation>グループにまだフレームがあります</translation>
    </message>
    <message>
        <source>the group still holds node &apos;%1&apos;</source>
        <translation>グループにまだノード「%1」があります</translation>
    </message>
    <message>
        <source>the groups unfold to more than %1 nodes</source>
        <translation>グループを展開すると %1 ノードを超えます</translation>
    </message>
    <message>
        <source>the indices of the pooling, which needs return_indices</source>
        <translation>プーリングの位置 (return_indices が必要)</translation>
    </message>
    <message>
        <source>the input has no batch axis</source>
        <translation>入力にバッチ軸がありません</translation>
    </message>
    <message>
        <source>the last cell state</source>
        <translation>最後のセル状態</translation>
    </message>
    <message>
        <source>the last of an epoch&apos;s batches has 1 sample (%1 = %2 · %3 + 1), and over one there is nothing to normalise: the run would stop there</source>
        <translation>エポックの最後のバッチは 1 サンプルです (%1 = %2 · %3 + 1)。1 サンプルでは正規化できず、実行が止まります</translation>
    </message>
    <message>
        <source>the last state</source>
        <translation>最後の状態</translation>
    </message>
    <message>
        <source>the later checkpoint &apos;%1&apos; cannot be set aside: %2</source>
        <translation>後のチェックポイント「%1」を移動できません: %2</translation>
    </message>
    <message>
        <source>the loader ended at sample %1 of %2</source>
        <translation>ローダーがサンプル %1 / %2 で終わりました</translation>
    </message>
    <message>
        <source>the loss &apos;%1&apos; became %2%3</source>
        <translation>損失「%1」が%2になりました%3</translation>
    </message>
    <message>
        <source>the loss &apos;%1&apos; must be one number, got %2</source>
        <translation>損失「%1」は 1 つの数でなければなりません (%2)</translation>
    </message>
    <message>
        <source>the loss of %1 goes to an optimizer</source>
        <translation>%1 の損失はオプティマイザにつなぎます</translation>
    </message>
    <message>
        <source>the metric &apos;%1&apos; must be a float64 tensor {sum, weight}, got %2</source>
        <translation>指標「%1」は float64 テンソル {和, 重み} でなければなりません (%2)</translation>
    </message>
    <message>
        <source>the name &apos;%1&apos; is taken</source>
        <translation>名前「%1」は使用中です</translation>
    </message>
    <message>
        <source>the name &apos;%1&apos; is taken or empty</source>
        <translation>名前「%1」は使用中か空です</translation>
    </message>
    <message>
        <source>the network gives %1 scores, the data has %2 classes</source>
        <translation>ネットワークのスコアは %1 個ですが、データは %2 クラスです</translation>
    </message>
    <message>
        <source>the network gives no %1 &apos;%2&apos;</source>
        <translation>ネットワークに %1「%2」がありません</translation>
    </message>
    <message>
        <source>the network gives no output &apos;%1&apos;</source>
        <translation>ネットワークに出力「%1」がありません</translation>
    </message>
    <message>
        <source>the node does not exist</source>
        <translation>ノードがありません</translation>
    </message>
    <message>
        <source>the node type &apos;%1&apos; needs %2</source>
        <translation>ノードの種類「%1」には %2が必要です</translation>
    </message>
    <message>
        <source>the nodes stand in different groups</source>
        <translation>ノードが別々のグループにあります</translation>
    </message>
    <message>
        <source>the norm of the gradients of &apos;%1&apos; became %2</source>
        <translation>「%1」の勾配のノルムが %2 になりました</translation>
    </message>
    <message>
        <source>the number of axes depends on the batch size</source>
        <translation>軸の数がバッチサイズによって変わります</translation>
    </message>
    <message>
        <source>the optimizer &apos;%1&apos; follows no loss of the network</source>
        <translation>オプティマイザ「%1」が従う損失がネットワークにありません</translation>
    </message>
    <message>
        <source>the optimizer &apos;%1&apos; has no parameter to train; widen its scope or add a layer with weights</source>
        <translation>オプティマイザ「%1」に学習するパラメータがありません。scope を広げるか、重みを持つ層を追加してください</translation>
    </message>
    <message>
        <source>the optimizer state holds &apos;%1&apos;, which is not OPTIMIZER/PARAMETER/KEY</source>
        <translation>オプティマイザの状態に「%1」があります。OPTIMIZER/PARAMETER/KEY の形ではありません</translation>
    </message>
    <message>
        <source>the output %1 is wired, but its parameters turn it off</source>
        <translation>出力 %1 は配線されていますが、パラメータでオフになっています</translation>
    </message>
    <message>
        <source>the precision &apos;%1&apos; is not available; choose f32</source>
        <translation>精度「%1」は使えません。f32 を選んでください</translation>
    </message>
    <message>
        <source>the project asks for libraries that were not loaded: %1; their nodes are placeholders</source>
        <translation>プロジェクトが要求するライブラリが読み込まれていません: %1。そのノードは仮のものです</translation>
    </message>
    <message>
        <source>the project has no %1 data</source>
        <translation>プロジェクトに %1 データがありません</translation>
    </message>
    <message>
        <source>the schedule of &apos;%1&apos; watches &apos;%2&apos;, but the run validates nothing; add validation data or take another schedule</source>
        <translation>「%1」のスケジュールは「%2」を監視しますが、検証がありません。検証データを追加するか、別のスケジュールにしてください</translation>
    </message>
    <message>
        <source>the schedule of &apos;%1&apos; watches &apos;%2&apos;, which the run does not measure</source>
        <translation>「%1」のスケジュールは「%2」を監視しますが、計測されません</translation>
    </message>
    <message>
        <source>the sequence to go on: N×T×C, or T×N×C</source>
        <translation>続ける系列: N×T×C または T×N×C</translation>
    </message>
    <message>
        <source>the sequence: N×T×C, or T×N×C</source>
        <translation>系列: N×T×C または T×N×C</translation>
    </message>
    <message>
        <source>the share %1 is not between 0 and 1</source>
        <translation>割合 %1 が 0～1 の範囲外です</translation>
    </message>
    <message>
        <source>the sizes</source>
        <translation>サイズ</translation>
    </message>
    <message>
        <source>the source gives %1 fields for %2 slots</source>
        <translation>データソースの項目は %1 個、スロットは %2 個です</translation>
    </message>
    <message>
        <source>the source gives %1 tensors for %2 slots</source>
        <translation>データソースのテンソルは %1 個、スロットは %2 個です</translation>
    </message>
    <message>
        <source>the source: N×S×C, or S×N×C</source>
        <translation>入力側: N×S×C または S×N×C</translation>
    </message>
    <message>
        <source>the spec builds no network</source>
        <translation>仕様からネットワークを構築できません</translation>
    </message>
    <message>
        <source>the split has no data</source>
        <translation>この分割にデータがありません</translation>
    </message>
    <message>
        <source>the state after</source>
        <translation>更新後の状態</translation>
    </message>
    <message>
        <source>the state after each step</source>
        <translation>各ステップ後の状態</translation>
    </message>
    <message>
        <source>the state before: N × hidden</source>
        <translation>更新前の状態: N × hidden</translation>
    </message>
    <message>
        <source>the table is empty</source>
        <translation>表が空です</translation>
    </message>
    <message>
        <source>the target so far: N×T×C, or T×N×C</source>
        <translation>これまでの目標: N×T×C または T×N×C</translation>
    </message>
    <message>
        <source>the training data has %1 samples, not enough for one batch of %2</source>
        <translation>学習データは %1 サンプルで、バッチサイズ %2 に足りません</translation>
    </message>
    <message>
        <source>the transform &apos;%1&apos; is missing</source>
        <translation>変換「%1」がありません</translation>
    </message>
    <message>
        <source>the weights hold &apos;%1&apos;, which the network does not have</source>
        <translation>重みにある「%1」がネットワークにありません</translation>
    </message>
    <message>
        <source>the weights lack &apos;%1&apos;, which the network has</source>
        <translation>ネットワークの「%1」が重みにありません</translation>
    </message>
    <message>
        <source>the weights: &apos;%1&apos;</source>
        <translation>重み: 「%1」</translation>
    </message>
    <message>
        <source>the wire does not exist</source>
        <translation>配線がありません</translation>
    </message>
    <message>
        <source>the wire exists already</source>
        <translation>配線はすでにあります</translation>
    </message>
    <message>
        <source>the wires form a circle: %1%2</source>
        <translation>配線が循環しています: %1%2</translation>
    </message>
    <message>
        <source>there are no training samples</source>
        <translation>学習サンプルがありません</translation>
    </message>
    <message>
        <source>there is a node type &apos;%1&apos; already</source>
        <translation>ノードの種類「%1」はすでにあります</translation>
    </message>
    <message>
        <source>there is no initialiser &apos;%1&apos;</source>
        <translation>初期化方法「%1」はありません</translation>
    </message>
    <message>
        <source>there is no input &apos;%1&apos;</source>
        <translation>入力「%1」がありません</translation>
    </message>
    <message>
        <source>there is no loss to minimise</source>
        <translation>最小化する損失がありません</translation>
    </message>
    <message>
        <source>there is no optimizer</source>
        <translation>オプティマイザがありません</translation>
    </message>
    <message>
        <source>there is no optimizer of type &apos;%1&apos;</source>
        <translation>種類「%1」のオプティマイザはありません</translation>
    </message>
    <message>
        <source>there is no output &apos;%1&apos;</source>
        <translation>出力「%1」がありません</translation>
    </message>
    <message>
        <source>there is no scheduler of type &apos;%1&apos;</source>
        <translation>種類「%1」のスケジューラはありません</translation>
    </message>
    <message>
        <source>there is no such group; &apos;%1&apos; stands in the document itself</source>
        <translation>そのグループはありません。「%1」はドキュメント自体に置きました</translation>
    </message>
    <message>
        <source>there is no training data</source>
        <translation>学習データがありません</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>メモリが足りません</translation>
    </message>
    <message>
        <source>there is not enough memory even to rehearse it</source>
        <translation>試すだけのメモリもありません</translation>
    </message>
    <message>
        <source>there is not enough memory to look at it</source>
        <translation>調べるためのメモリが足りません</translation>
    </message>
    <message>
        <source>this is not an IDX file: it begins with the magic number %1</source>
        <translation>IDX ファイルではありません。先頭のマジックナンバーは %1 です</translation>
    </message>
    <message>
        <source>this row has %1 cells, the first row has %2</source>
        <translation>この行のセルは %1 個、最初の行は %2 個です</translation>
    </message>
    <message>
        <source>this would close a circle: %1 already leads to %2</source>
        <translation>循環ができてしまいます。%1 はすでに %2 につながっています</translation>
    </message>
    <message>
        <source>threshold kind</source>
        <translation>しきい値の種類</translation>
    </message>
    <message>
        <source>too large to look at before training: it needs %1 for %2%3</source>
        <translation>学習前に調べるには大きすぎます。%2 に %1 必要です%3</translation>
    </message>
    <message>
        <source>two data nodes feed the network: %1 and %2</source>
        <translation>2 つのデータノードがつながっています: %1 と %2</translation>
    </message>
    <message>
        <source>unknown nodes</source>
        <translation>不明なノード</translation>
    </message>
    <message>
        <source>validations</source>
        <translation>検証</translation>
    </message>
    <message>
        <source>value in: input + value * tensor1 * tensor2.</source>
        <translation>次の value: input + value * tensor1 * tensor2。</translation>
    </message>
    <message>
        <source>value in: input + value * tensor1 / tensor2.</source>
        <translation>次の value: input + value * tensor1 / tensor2。</translation>
    </message>
    <message>
        <source>value width</source>
        <translation>バリューの幅</translation>
    </message>
    <message>
        <source>values of type %1 are not supported</source>
        <translation>型 %1 の値には対応していません</translation>
    </message>
    <message>
        <source>waiting for %1</source>
        <translation>%1 を待っています</translation>
    </message>
    <message>
        <source>waiting for data</source>
        <translation>データ待ち</translation>
    </message>
    <message>
        <source>waiting for the next batch was broken off</source>
        <translation>次のバッチの待機を中断しました</translation>
    </message>
    <message>
        <source>weight decay</source>
        <translation>重み減衰</translation>
    </message>
    <message>
        <source>weight in: input + weight * (end - input).</source>
        <translation>次の weight: input + weight * (end - input)。</translation>
    </message>
    <message>
        <source>weight init</source>
        <translation>重み初期値</translation>
    </message>
    <message>
        <source>weight of %1 set to %2</source>
        <translation>%1 の重みを %2 にしました</translation>
    </message>
    <message>
        <source>weights of</source>
        <translation>重みの共有元</translation>
    </message>
    <message>
        <source>what an encoder made of the source</source>
        <translation>エンコーダーの出力</translation>
    </message>
    <message>
        <source>what asks: N×T×C</source>
        <translation>問い合わせ側: N×T×C</translation>
    </message>
    <message>
        <source>what is compared; the query itself unless wired</source>
        <translation>比較対象。未接続ならクエリ自身</translation>
    </message>
    <message>
        <source>what is mixed; the key itself unless wired</source>
        <translation>混ぜる対象。未接続ならキー自身</translation>
    </message>
    <message>
        <source>what is true</source>
        <translation>正解</translation>
    </message>
    <message>
        <source>what the network says</source>
        <translation>ネットワークの出力</translation>
    </message>
    <message>
        <source>what the run will take cannot be told before it: %1</source>
        <translation>実行に必要な量を事前に見積もれません: %1</translation>
    </message>
    <message>
        <source>where bags begin in 1-d input</source>
        <translation>1 次元入力でのバッグの開始位置</translation>
    </message>
    <message>
        <source>whole batches; put it between the data and the first layer</source>
        <translation>バッチ全体。データと最初の層の間に置きます</translation>
    </message>
    <message>
        <source>whole numbers, any shape</source>
        <translation>整数、任意の形状</translation>
    </message>
    <message>
        <source>width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>works on the last axis (%1) of %2 only</source>
        <translation>%2 の最後の軸 (%1) だけに作用します</translation>
    </message>
    <message>
        <source>write checkpoint</source>
        <translation>チェックポイントの保存</translation>
    </message>
    <message>
        <source>writing a checkpoint</source>
        <translation>チェックポイントを保存しています</translation>
    </message>
    <message>
        <source>x - tanh(x)</source>
        <translation>x - tanh(x)</translation>
    </message>
    <message>
        <source>x / (1 + |x|)</source>
        <translation>x / (1 + |x|)</translation>
    </message>
    <message>
        <source>x times hardsigmoid(x)</source>
        <translation>x × hardsigmoid(x)</translation>
    </message>
    <message>
        <source>x times sigmoid(x)</source>
        <translation>x × sigmoid(x)</translation>
    </message>
    <message>
        <source>x times tanh(softplus(x))</source>
        <translation>x × tanh(softplus(x))</translation>
    </message>
    <message>
        <source>x times the normal distribution function of x</source>
        <translation>x × 標準正規分布関数(x)</translation>
    </message>
    <message>
        <source>zero key</source>
        <translation>ゼロキー</translation>
    </message>
    <message>
        <source>Resize frame</source>
        <translation>フレームの大きさを変更</translation>
    </message>
    <message>
        <source>Move frame</source>
        <translation>フレームを移動</translation>
    </message>
    <message>
        <source>the run has done all its epochs, %1 of %2</source>
        <translation>実行は全エポックを終えています (%1 / %2)</translation>
    </message>
    <message>
        <source>Raise epochs in the run settings, then go on with it.</source>
        <translation>実行設定の epochs を増やしてから続けてください。</translation>
    </message>
    <message>
        <source>accumulation</source>
        <translation>勾配累積</translation>
    </message>
    <message>
        <source>clip grad norm</source>
        <translation>勾配ノルム上限</translation>
    </message>
    <message>
        <source>clip grad value</source>
        <translation>勾配値の上限</translation>
    </message>
    <message>
        <source>deterministic</source>
        <translation>決定的</translation>
    </message>
    <message>
        <source>device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>loader workers</source>
        <translation>読み込みスレッド</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>スレッド数</translation>
    </message>
    <message>
        <source>validate every</source>
        <translation>検証間隔</translation>
    </message>
    <message>
        <source>%1 has inconsistent hidden_size: got %2, expected %3</source>
        <translation>%1 の hidden_size が違います: %2 (正しくは %3)</translation>
    </message>
    <message>
        <source>%1 takes one number or %2 for input %3, not %4</source>
        <translation>%1 は 1 つ、または入力 %3 には %2 個の数です (%4)</translation>
    </message>
    <message>
        <source>%1 takes one or %2 numbers, but is %3</source>
        <translation>%1 は 1 つか %2 個の数です (%3)</translation>
    </message>
    <message>
        <source>%1%2 should have %3 elements, one per channel of input %4</source>
        <translation>%1%2 の要素は入力 %4 のチャネルごとに 1 つ、%3 個でなければなりません</translation>
    </message>
    <message>
        <source>%1: target %2 has another size than input %3. They are broadcast, which is likely to give a wrong result; use the same size for both.</source>
        <translation>%1: 目標 %2 と入力 %3 のサイズが違います。ブロードキャストされ、結果が誤りになりそうです。同じサイズにしてください。</translation>
    </message>
    <message>
        <source>-1 is not allowed in a leading, non-existing dimension of %1</source>
        <translation>%1 の先頭に加わる次元に -1 は使えません</translation>
    </message>
    <message>
        <source>Cannot call forward() on an empty Sequential</source>
        <translation>空の Sequential の forward() は呼べません</translation>
    </message>
    <message>
        <source>Embeddings parameter is expected to be 2-dimensional, but is %1</source>
        <translation>埋め込みの表は 2 次元でなければなりません (%1)</translation>
    </message>
    <message>
        <source>Expected hidden size %1, got %2</source>
        <translation>隠れ状態のサイズは %1 でなければなりません (%2)</translation>
    </message>
    <message>
        <source>Expected input to be 1-D or 2-D but received %1</source>
        <translation>入力は 1 次元か 2 次元でなければなりません (%1)</translation>
    </message>
    <message>
        <source>Expected input to be 2-D or 3-D but received %1</source>
        <translation>入力は 2 次元か 3 次元でなければなりません (%1)</translation>
    </message>
    <message>
        <source>Expected sequence length to be larger than 0, but input is %1</source>
        <translation>系列の長さは 0 より大きくなければなりません (入力 %1)</translation>
    </message>
    <message>
        <source>For %1 input, hx should also be %2-D but got %3</source>
        <translation>%1 の入力には hx も %2 次元でなければなりません (%3)</translation>
    </message>
    <message>
        <source>Gradient of %1 along its input (a transposed convolution).</source>
        <translation>%1 の入力に関する勾配 (転置畳み込み)。</translation>
    </message>
    <message>
        <source>Gradient of %1 along its weight.</source>
        <translation>%1 の重みに関する勾配。</translation>
    </message>
    <message>
        <source>Index %1 is out of range for %2 modules</source>
        <translation>添字 %1 は %2 個のモジュールの範囲外です</translation>
    </message>
    <message>
        <source>Index %1 is out of range for %2 parameters</source>
        <translation>添字 %1 は %2 個のパラメータの範囲外です</translation>
    </message>
    <message>
        <source>Input batch size %1 doesn&apos;t match %2 %3</source>
        <translation>入力のバッチサイズ %1 が %2 %3 と合いません</translation>
    </message>
    <message>
        <source>Padding_idx must be within num_embeddings; it is %1 of %2</source>
        <translation>padding_idx は num_embeddings の範囲内でなければなりません (%1 / %2)</translation>
    </message>
    <message>
        <source>Shape of weight %1 does not match num_embeddings %2 and embedding_dim %3</source>
        <translation>重みの形状 %1 が num_embeddings %2、embedding_dim %3 と合いません</translation>
    </message>
    <message>
        <source>The shape of the attn_mask is %1, but should be %2 or %3</source>
        <translation>attn_mask の形状は %1 ですが、%2 か %3 でなければなりません</translation>
    </message>
    <message>
        <source>Unknown nonlinearity &apos;%1&apos;</source>
        <translation>不明な非線形関数「%1」</translation>
    </message>
    <message>
        <source>a 0-dim tensor cannot be sliced</source>
        <translation>0 次元テンソルは切り出せません</translation>
    </message>
    <message>
        <source>a dimension of %1 places is too large</source>
        <translation>大きさ %1 の次元は大きすぎます</translation>
    </message>
    <message>
        <source>activation should be relu or gelu, not %1</source>
        <translation>activation は relu か gelu です (%1)</translation>
    </message>
    <message>
        <source>align_corners has no meaning with mode %1</source>
        <translation>align_corners は mode %1 では意味を持ちません</translation>
    </message>
    <message>
        <source>all elements of input should be between 0 and 1; apply a sigmoid first</source>
        <translation>入力の要素はすべて 0～1 でなければなりません。先にシグモイドを適用してください</translation>
    </message>
    <message>
        <source>batches of matrices cannot be multiplied: %1 and %2</source>
        <translation>行列のバッチを掛けられません: %1 と %2</translation>
    </message>
    <message>
        <source>beta must not be negative, but is %1</source>
        <translation>beta は負にできません (%1)</translation>
    </message>
    <message>
        <source>bias %1 does not fit weight %2</source>
        <translation>バイアス %1 が重み %2 と合いません</translation>
    </message>
    <message>
        <source>both arguments need to be at least 1-D, but are %1 and %2</source>
        <translation>両方とも 1 次元以上でなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>both inputs must be connected, so that their features can be found</source>
        <translation>特徴数を求めるには両方の入力を接続してください</translation>
    </message>
    <message>
        <source>cannot be applied to a 0-dim tensor</source>
        <translation>0 次元テンソルには適用できません</translation>
    </message>
    <message>
        <source>chunks must be positive, but is %1</source>
        <translation>chunks は正でなければなりません (%1)</translation>
    </message>
    <message>
        <source>cutoffs must be positive, rising and below n_classes %1, but are %2</source>
        <translation>cutoffs は正で昇順、n_classes %1 未満でなければなりません (%2)</translation>
    </message>
    <message>
        <source>cutoffs must not be empty</source>
        <translation>cutoffs は空にできません</translation>
    </message>
    <message>
        <source>d_model must be divisible by nhead, but they are %1 and %2</source>
        <translation>d_model は nhead で割り切れなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>dim %1 is repeated in %2</source>
        <translation>dim %1 が %2 に重複しています</translation>
    </message>
    <message>
        <source>dim %1 out of range for input %2</source>
        <translation>dim %1 は入力 %2 の範囲外です</translation>
    </message>
    <message>
        <source>dimension %1 is out of range for input %2</source>
        <translation>次元 %1 は入力 %2 の範囲外です</translation>
    </message>
    <message>
        <source>dims %1 do not name every dimension of input %2</source>
        <translation>dims %1 は入力 %2 の全次元を指定していません</translation>
    </message>
    <message>
        <source>div_value %1 leaves no features for cluster %2</source>
        <translation>div_value %1 ではクラスタ %2 の特徴がなくなります</translation>
    </message>
    <message>
        <source>divisor_override must not be zero</source>
        <translation>divisor_override は 0 にできません</translation>
    </message>
    <message>
        <source>dropout must be between 0 and 1, but is %1</source>
        <translation>dropout は 0～1 でなければなりません (%1)</translation>
    </message>
    <message>
        <source>dropout should be a number in range [0, 1] representing the probability of an element being zeroed, but is %1</source>
        <translation>dropout は要素をゼロにする確率 [0, 1] でなければなりません (%1)</translation>
    </message>
    <message>
        <source>embed_dim must be divisible by num_heads, but they are %1 and %2</source>
        <translation>embed_dim は num_heads で割り切れなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>entries must be pairs of a name and a value</source>
        <translation>項目は名前と値の組でなければなりません</translation>
    </message>
    <message>
        <source>expected N×C or N×C×L input, but got %1</source>
        <translation>入力は N×C か N×C×L でなければなりません (%1)</translation>
    </message>
    <message>
        <source>expected N×C×D×H×W input, but got %1</source>
        <translation>入力は N×C×D×H×W でなければなりません (%1)</translation>
    </message>
    <message>
        <source>expected N×C×H×W input, but got %1</source>
        <translation>入力は N×C×H×W でなければなりません (%1)</translation>
    </message>
    <message>
        <source>expected N×C×… with %1 channels, but got %2</source>
        <translation>入力は %1 チャネルの N×C×… でなければなりません (%2)</translation>
    </message>
    <message>
        <source>expected a non-empty list of tensors</source>
        <translation>空でないテンソルのリストが必要です</translation>
    </message>
    <message>
        <source>expected an input of %1 dimensions, but got %2</source>
        <translation>入力は %1 次元でなければなりません (%2)</translation>
    </message>
    <message>
        <source>expected an input of %1 dimensions, but it is %2</source>
        <translation>入力は %1 次元でなければなりません (実際は %2)</translation>
    </message>
    <message>
        <source>expected another kind of layer</source>
        <translation>別の種類の層が必要です</translation>
    </message>
    <message>
        <source>expected both operands to have one dtype, but found %1 and %2</source>
        <translation>両方の dtype が同じでなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>expected more than 1 value per channel when training, got input size %1; use a batch of at least 2 (drop_last), or eval()</source>
        <translation>学習ではチャネルごとに 2 個以上の値が必要です (入力 %1)。バッチサイズを 2 以上にするか (drop_last)、eval() を使ってください</translation>
    </message>
    <message>
        <source>expected one class per row of input %1, but target is %2</source>
        <translation>入力 %1 の行ごとに 1 クラスが必要ですが、目標は %2 です</translation>
    </message>
    <message>
        <source>expects a tensor with at most 2 dimensions, but input is %1</source>
        <translation>テンソルは 2 次元以下でなければなりません (入力 %1)</translation>
    </message>
    <message>
        <source>expects each tensor to be equal size, but got %1 and %2</source>
        <translation>すべてのテンソルが同じサイズでなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>groups must be positive and below 2^31, but is %1</source>
        <translation>groups は正で 2^31 未満でなければなりません (%1)</translation>
    </message>
    <message>
        <source>h_0 and c_0 must be given both or not at all</source>
        <translation>h_0 と c_0 は両方与えるか、どちらも与えないかです</translation>
    </message>
    <message>
        <source>hx must be a pair of tensors (h_0, c_0)</source>
        <translation>hx はテンソルの組 (h_0, c_0) でなければなりません</translation>
    </message>
    <message>
        <source>in1_features must be positive, but is %1</source>
        <translation>in1_features は正でなければなりません (%1)</translation>
    </message>
    <message>
        <source>in_channels %1 must be divisible by groups %2</source>
        <translation>in_channels %1 は groups %2 で割り切れなければなりません</translation>
    </message>
    <message>
        <source>index %1 is out of range for %2 entries</source>
        <translation>添字 %1 は %2 項目の範囲外です</translation>
    </message>
    <message>
        <source>index %1 out of range for dim %2 of size %3 in input %4</source>
        <translation>添字 %1 は入力 %4 の dim %2 (大きさ %3) の範囲外です</translation>
    </message>
    <message>
        <source>indices %1 %2 must be int64 and have the shape of input %3</source>
        <translation>番号 %1 %2 は int64 で、入力 %3 と同じ形状でなければなりません</translation>
    </message>
    <message>
        <source>input %1 and target %2 must have the same shape</source>
        <translation>入力 %1 と目標 %2 は同じ形状でなければなりません</translation>
    </message>
    <message>
        <source>input %1 cannot have the size %2 along dimension %3</source>
        <translation>入力 %1 の次元 %3 の大きさを %2 にできません</translation>
    </message>
    <message>
        <source>input %1 does not fit weight %2 (%3 against in_features %4)</source>
        <translation>入力 %1 が重み %2 と合いません (%3 と in_features %4)</translation>
    </message>
    <message>
        <source>input %1 does not fit weight %2: the last dimension must be in_features %3</source>
        <translation>入力 %1 が重み %2 と合いません。最後の次元は in_features %3 でなければなりません</translation>
    </message>
    <message>
        <source>input %1 has %2 channels, but num_features is %3</source>
        <translation>入力 %1 は %2 チャネルですが、num_features は %3 です</translation>
    </message>
    <message>
        <source>input has inconsistent input_size: got %1, expected %2</source>
        <translation>入力の input_size が違います: %1 (正しくは %2)</translation>
    </message>
    <message>
        <source>input is %1 but weight is %2</source>
        <translation>入力は %1 ですが、重みは %2 です</translation>
    </message>
    <message>
        <source>input must be %1, but is %2</source>
        <translation>入力は %1 でなければなりません (%2)</translation>
    </message>
    <message>
        <source>input must be N×%1, but is %2</source>
        <translation>入力は N×%1 でなければなりません (%2)</translation>
    </message>
    <message>
        <source>input must be N×C and %1 sizes, but is %2</source>
        <translation>入力は N×C と %1 個のサイズでなければなりません (%2)</translation>
    </message>
    <message>
        <source>input must be N×C and one to three sizes, but is %1</source>
        <translation>入力は N×C と 1～3 個のサイズでなければなりません (%1)</translation>
    </message>
    <message>
        <source>input must be N×C or N×C×…, but is %1</source>
        <translation>入力は N×C か N×C×… でなければなりません (%1)</translation>
    </message>
    <message>
        <source>input must be N×C, but is %1</source>
        <translation>入力は N×C でなければなりません (%1)</translation>
    </message>
    <message>
        <source>input must be N×C×H×W, but is %1</source>
        <translation>入力は N×C×H×W でなければなりません (実際は %1)</translation>
    </message>
    <message>
        <source>input must be N×C×…, but is %1</source>
        <translation>入力は N×C×… でなければなりません (%1)</translation>
    </message>
    <message>
        <source>input.size(-1) must be equal to input_size. Expected %1, got %2</source>
        <translation>入力の最後の次元は input_size の %1 でなければなりません (%2)</translation>
    </message>
    <message>
        <source>input_size, hidden_size and num_layers must be at least 1</source>
        <translation>input_size、hidden_size、num_layers は 1 以上でなければなりません</translation>
    </message>
    <message>
        <source>invalid shape dimension %1 in %2</source>
        <translation>形状 %2 の次元 %1 は無効です</translation>
    </message>
    <message>
        <source>kernel %1 is larger than the padded input %2; use a smaller kernel_size or more padding</source>
        <translation>カーネル %1 がパディング後の入力 %2 より大きいです。kernel_size を小さくするか padding を増やしてください</translation>
    </message>
    <message>
        <source>kernel_size %1 is larger than the input %2; use a smaller kernel or more padding</source>
        <translation>kernel_size %1 が入力 %2 より大きいです。kernel_size を小さくするか padding を増やしてください</translation>
    </message>
    <message>
        <source>kernel_size %1, stride %2 and dilation %3 may be at most %4</source>
        <translation>kernel_size %1、stride %2、dilation %3 は %4 までです</translation>
    </message>
    <message>
        <source>kernel_size %1×%2 is larger than the input %3; use a smaller kernel or more padding</source>
        <translation>kernel_size %1×%2 が入力 %3 より大きいです。kernel_size を小さくするか padding を増やしてください</translation>
    </message>
    <message>
        <source>kernel_size, stride and dilation must be positive</source>
        <translation>kernel_size、stride、dilation は正でなければなりません</translation>
    </message>
    <message>
        <source>key %1 and value %2 must have one length and the batch size of query %3</source>
        <translation>key %1 と value %2 は同じ長さで、query %3 と同じバッチサイズでなければなりません</translation>
    </message>
    <message>
        <source>key_padding_mask %1 must be %2×%3</source>
        <translation>key_padding_mask %1 は %2×%3 でなければなりません</translation>
    </message>
    <message>
        <source>label_smoothing must be between 0 and 1, but is %1</source>
        <translation>label_smoothing は 0～1 でなければなりません (%1)</translation>
    </message>
    <message>
        <source>lower %1 must not be above upper %2</source>
        <translation>lower %1 は upper %2 以下でなければなりません</translation>
    </message>
    <message>
        <source>matrices cannot be multiplied: %1 and %2</source>
        <translation>行列を掛けられません: %1 と %2</translation>
    </message>
    <message>
        <source>max_val %1 must be larger than min_val %2</source>
        <translation>max_val %1 は min_val %2 より大きくなければなりません</translation>
    </message>
    <message>
        <source>means need a floating point input, not %1</source>
        <translation>平均には浮動小数点の入力が必要です (%1)</translation>
    </message>
    <message>
        <source>mode %1 needs a floating point input, not %2</source>
        <translation>mode %1 には浮動小数点の入力が必要です (%2)</translation>
    </message>
    <message>
        <source>mode %1 needs an input of %2 dimensions, but it is %3</source>
        <translation>mode %1 には %2 次元の入力が必要です (%3)</translation>
    </message>
    <message>
        <source>mode must be nearest, linear or cubic, not &quot;%1%2</source>
        <translation>mode は nearest、linear、cubic のどれかです (&quot;%1%2)</translation>
    </message>
    <message>
        <source>multiplies numbers, not bool; convert the operands first, for example with to(kFloat)</source>
        <translation>bool は掛けられません。to(kFloat) などで変換してください</translation>
    </message>
    <message>
        <source>negative padding %1 is not supported</source>
        <translation>負の padding %1 には対応していません</translation>
    </message>
    <message>
        <source>negative sizes or strides are not supported: %1 %2</source>
        <translation>負のサイズやストライドには対応していません: %1 %2</translation>
    </message>
    <message>
        <source>normalized_shape %1 does not match the last dimensions of input %2</source>
        <translation>normalized_shape %1 が入力 %2 の最後の次元と合いません</translation>
    </message>
    <message>
        <source>num_channels %1 must be divisible by num_groups %2</source>
        <translation>num_channels %1 は num_groups %2 で割り切れなければなりません</translation>
    </message>
    <message>
        <source>num_layers must be at least 1, but is %1</source>
        <translation>num_layers は 1 以上でなければなりません (%1)</translation>
    </message>
    <message>
        <source>only one dimension can be inferred, but shape is %1</source>
        <translation>自動で決められる次元は 1 つだけです (形状 %1)</translation>
    </message>
    <message>
        <source>only one of output_size and output_ratio can be given</source>
        <translation>output_size と output_ratio はどちらか一方だけです</translation>
    </message>
    <message>
        <source>only padding_mode zeros is supported, not %1</source>
        <translation>padding_mode は zeros だけに対応しています (%1)</translation>
    </message>
    <message>
        <source>operands cannot be multiplied: %1 and %2</source>
        <translation>掛けられません: %1 と %2</translation>
    </message>
    <message>
        <source>out_channels %1 must be divisible by groups %2</source>
        <translation>out_channels %1 は groups %2 で割り切れなければなりません</translation>
    </message>
    <message>
        <source>output_ratio must be between 0 and 1, but is %1</source>
        <translation>output_ratio は 0～1 でなければなりません (%1)</translation>
    </message>
    <message>
        <source>output_ratio takes one or two numbers, not %1</source>
        <translation>output_ratio は 1 つか 2 つの数です (%1)</translation>
    </message>
    <message>
        <source>output_size %1 and the sizes of input %2 must be positive</source>
        <translation>output_size %1 と入力 %2 のサイズは正でなければなりません</translation>
    </message>
    <message>
        <source>output_size %1 cannot be reached from input %2: dimension %3 can have %4 to %5</source>
        <translation>入力 %2 から output_size %1 にはできません。次元 %3 は %4～%5 です</translation>
    </message>
    <message>
        <source>output_size %1 is too large</source>
        <translation>output_size %1 は大きすぎます</translation>
    </message>
    <message>
        <source>output_size %1 must be within a stride of %2</source>
        <translation>output_size %1 は %2 から 1 ストライド以内でなければなりません</translation>
    </message>
    <message>
        <source>output_size must be positive, but is %1</source>
        <translation>output_size は正でなければなりません (%1)</translation>
    </message>
    <message>
        <source>output_size must have %1 or %2 numbers, but is %3</source>
        <translation>output_size は %1 個か %2 個の数です (%3)</translation>
    </message>
    <message>
        <source>output_size or output_ratio must be given</source>
        <translation>output_size か output_ratio が必要です</translation>
    </message>
    <message>
        <source>output_size takes %1 numbers, but is %2</source>
        <translation>output_size は %1 個の数です (%2)</translation>
    </message>
    <message>
        <source>output_size takes one or two numbers, but is %1</source>
        <translation>output_size は 1 つか 2 つの数です (%1)</translation>
    </message>
    <message>
        <source>pad %1 does not fit input %2</source>
        <translation>pad %1 が入力 %2 と合いません</translation>
    </message>
    <message>
        <source>pad %1 leaves a negative size for input %2</source>
        <translation>pad %1 では入力 %2 のサイズが負になります</translation>
    </message>
    <message>
        <source>padding %1 must be between 0 and half of kernel_size %2</source>
        <translation>padding %1 は 0 から kernel_size %2 の半分まででなければなりません</translation>
    </message>
    <message>
        <source>proj_size has to be smaller than hidden_size, but is %1</source>
        <translation>proj_size は hidden_size より小さくなければなりません (%1)</translation>
    </message>
    <message>
        <source>query, key and value must have 3 dimensions each (2 for one sequence), but they are %1, %2 and %3</source>
        <translation>query、key、value は 3 次元 (1 系列なら 2 次元) でなければなりません (%1、%2、%3)</translation>
    </message>
    <message>
        <source>random_samples must be %1×%2×2, but is %3</source>
        <translation>random_samples は %1×%2×2 でなければなりません (%3)</translation>
    </message>
    <message>
        <source>repeats %1 has fewer dimensions than input %2</source>
        <translation>repeats %1 の次元は入力 %2 より少ないです</translation>
    </message>
    <message>
        <source>repeats %1 must not be negative or beyond counting</source>
        <translation>repeats %1 は負や数えられない大きさにできません</translation>
    </message>
    <message>
        <source>running statistics are needed outside training</source>
        <translation>学習以外では移動統計が必要です</translation>
    </message>
    <message>
        <source>running_mean should contain %1 elements, not %2</source>
        <translation>running_mean の要素は %1 個でなければなりません (%2)</translation>
    </message>
    <message>
        <source>shape %1 has more elements than can be counted</source>
        <translation>形状 %1 の要素は数えきれません</translation>
    </message>
    <message>
        <source>shape %1 is invalid for input %2 with %3 elements</source>
        <translation>形状 %1 は %3 要素の入力 %2 に使えません</translation>
    </message>
    <message>
        <source>shape %1 is not compatible with input %2 of strides %3; use reshape</source>
        <translation>形状 %1 は入力 %2 (ストライド %3) に使えません。reshape を使ってください</translation>
    </message>
    <message>
        <source>size %1 and stride %2 have different lengths</source>
        <translation>サイズ %1 とストライド %2 の長さが違います</translation>
    </message>
    <message>
        <source>size %1 does not fit input %2 at dimension %3</source>
        <translation>サイズ %1 が入力 %2 の次元 %3 と合いません</translation>
    </message>
    <message>
        <source>size %1 has fewer dimensions than input %2</source>
        <translation>サイズ %1 の次元は入力 %2 より少ないです</translation>
    </message>
    <message>
        <source>size %1 has too many elements to count</source>
        <translation>サイズ %1 の要素は数えきれません</translation>
    </message>
    <message>
        <source>size %1 stride %2 offset %3 reaches beyond the storage of %4 elements</source>
        <translation>サイズ %1、ストライド %2、オフセット %3 は %4 要素の領域を超えます</translation>
    </message>
    <message>
        <source>sizes %1 do not sum up to dimension %2 of input %3</source>
        <translation>サイズ %1 の和が入力 %3 の次元 %2 と合いません</translation>
    </message>
    <message>
        <source>sizes of tensors must match except in dimension %1: tensor 0 is %2 but tensor %3 is %4</source>
        <translation>次元 %1 以外のサイズが同じでなければなりません: テンソル 0 は %2、テンソル %3 は %4</translation>
    </message>
    <message>
        <source>src and tgt must have 3 dimensions (2 for one sequence), but they are %1 and %2</source>
        <translation>src と tgt は 3 次元 (1 系列なら 2 次元) でなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>start %1 and length %2 exceed dimension size %3 of input %4</source>
        <translation>開始 %1 と長さ %2 が入力 %4 の次元の大きさ %3 を超えます</translation>
    </message>
    <message>
        <source>start_dim %1 must not come after end_dim %2</source>
        <translation>start_dim %1 は end_dim %2 より後にできません</translation>
    </message>
    <message>
        <source>step must be positive, but is %1</source>
        <translation>step は正でなければなりません (%1)</translation>
    </message>
    <message>
        <source>stride and dilation must be positive, but are %1 and %2</source>
        <translation>stride と dilation は正でなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>stride, padding and dilation must stay below 2^31</source>
        <translation>stride、padding、dilation は 2^31 未満でなければなりません</translation>
    </message>
    <message>
        <source>takes 4 inputs, not %1</source>
        <translation>入力は 4 つです (%1)</translation>
    </message>
    <message>
        <source>takes input and target</source>
        <translation>入力と目標を受け取ります</translation>
    </message>
    <message>
        <source>takes no keyword argument %1</source>
        <translation>キーワード引数 %1 はありません</translation>
    </message>
    <message>
        <source>takes one or two numbers per size, but got %1</source>
        <translation>サイズごとに 1 つか 2 つの数です (%1)</translation>
    </message>
    <message>
        <source>target %1 does not fit input %2: expected %3</source>
        <translation>目標 %1 が入力 %2 と合いません。%3 が必要です</translation>
    </message>
    <message>
        <source>target %1 of sample %2 in the batch is not a class: there are %3 (0 to %4)</source>
        <translation>バッチ内サンプル %2 の目標 %1 はクラスではありません。%3 クラス (0～%4) です</translation>
    </message>
    <message>
        <source>target must hold %1 class numbers (int64), but is %2 %3</source>
        <translation>目標は %1 個のクラス番号 (int64) でなければなりません (%2 %3)</translation>
    </message>
    <message>
        <source>target must hold class numbers (int64), but is %1</source>
        <translation>目標はクラス番号 (int64) でなければなりません (%1)</translation>
    </message>
    <message>
        <source>target values must be from 0 to %1</source>
        <translation>目標の値は 0～%1 でなければなりません</translation>
    </message>
    <message>
        <source>the batch number of src and tgt must be equal, but they are %1 and %2</source>
        <translation>src と tgt のバッチサイズが同じでなければなりません (%1 と %2)</translation>
    </message>
    <message>
        <source>the expanded size %1 of %2 at dimension %3 must not be negative; -1 keeps a size</source>
        <translation>%2 の次元 %3 の拡張サイズ %1 は負にできません。-1 はそのままの意味です</translation>
    </message>
    <message>
        <source>the feature number of src and tgt must be equal to d_model %1, but they are %2 and %3</source>
        <translation>src と tgt の特徴数は d_model %1 と同じでなければなりません (%2 と %3)</translation>
    </message>
    <message>
        <source>the input %1 is missing</source>
        <translation>入力 %1 がありません</translation>
    </message>
    <message>
        <source>the input is missing</source>
        <translation>入力がありません</translation>
    </message>
    <message>
        <source>the input needs at least one dimension</source>
        <translation>入力は 1 次元以上でなければなりません</translation>
    </message>
    <message>
        <source>the module at %1 is of another type</source>
        <translation>%1 のモジュールは別の型です</translation>
    </message>
    <message>
        <source>the packed sequence is empty</source>
        <translation>パックされた系列が空です</translation>
    </message>
    <message>
        <source>the size along dimension %1 must be positive: from input %2 to %3</source>
        <translation>次元 %1 のサイズは正でなければなりません: 入力 %2 から %3</translation>
    </message>
    <message>
        <source>the sizes of tensor a %1 and tensor b %2 do not match at dimension %3 (%4 against %5)</source>
        <translation>テンソル a %1 と b %2 のサイズが次元 %3 で合いません (%4 と %5)</translation>
    </message>
    <message>
        <source>there is no mode &quot;%1&quot;; use nearest, linear, bilinear, bicubic, trilinear or area</source>
        <translation>mode &quot;%1&quot; はありません。nearest、linear、bilinear、bicubic、trilinear、area のどれかです</translation>
    </message>
    <message>
        <source>there is no module &apos;%1&apos;</source>
        <translation>モジュール「%1」はありません</translation>
    </message>
    <message>
        <source>there is no parameter &apos;%1&apos;</source>
        <translation>パラメータ「%1」はありません</translation>
    </message>
    <message>
        <source>vectors of different length: %1 and %2</source>
        <translation>ベクトルの長さが違います: %1 と %2</translation>
    </message>
    <message>
        <source>was expecting embedding dimension of %1, but got %2</source>
        <translation>埋め込みの次元は %1 でなければなりません (%2)</translation>
    </message>
    <message>
        <source>weight %1 must have one entry for each of the %2 classes</source>
        <translation>weight %1 は %2 クラスのそれぞれに 1 つ必要です</translation>
    </message>
    <message>
        <source>weight %1 with groups %2 expects %3 channels, but input %4 has %5</source>
        <translation>重み %1 (groups %2) には %3 チャネルが必要ですが、入力 %4 は %5 です</translation>
    </message>
    <message>
        <source>weight must be out_channels×in_channels/groups×%1, but is %2</source>
        <translation>重みは out_channels×in_channels/groups×%1 でなければなりません (%2)</translation>
    </message>
    <message>
        <source>weight must be out_features×in_features, but is %1</source>
        <translation>重みは out_features×in_features でなければなりません (%1)</translation>
    </message>
    <message>
        <source>windows of kernel_size %1 for an output of %2 do not fit into input %3</source>
        <translation>出力 %2 のための kernel_size %1 の窓は入力 %3 に収まりません</translation>
    </message>
    <message>
        <source>zero-dimensional tensors cannot be concatenated</source>
        <translation>0 次元テンソルは連結できません</translation>
    </message>
    <message>
        <source>(without a title)</source>
        <translation>(題名なし)</translation>
    </message>
    <message>
        <source>Move a bend</source>
        <translation>折れ点を 1 つ移動</translation>
    </message>
    <message>
        <source>Move bends</source>
        <translation>折れ点を移動</translation>
    </message>
    <message>
        <source>Straighten %1</source>
        <translation>%1をまっすぐにする</translation>
    </message>
    <message>
        <source>Straighten %1 wires</source>
        <translation>配線 %1 本をまっすぐにする</translation>
    </message>
    <message>
        <source>Straighten the wire.</source>
        <translation>配線をまっすぐにしてください。</translation>
    </message>
    <message>
        <source>a missing group</source>
        <translation>存在しないグループ</translation>
    </message>
    <message>
        <source>a wire has at most %1 bends</source>
        <translation>配線の折れ点は最大 %1 個です</translation>
    </message>
    <message>
        <source>belongs to a wire that does not exist; it is left out</source>
        <translation>存在しない配線のものです。省かれます</translation>
    </message>
    <message>
        <source>but the layout:</source>
        <translation>配置以外に:</translation>
    </message>
    <message>
        <source>gives a wire bends for the second time; they are left out</source>
        <translation>配線に二度目の折れ点を与えています。省かれます</translation>
    </message>
    <message>
        <source>group around</source>
        <translation>外側のグループ</translation>
    </message>
    <message>
        <source>has %1 points that cannot be shown, or more than %2; they are left out</source>
        <translation>表示できない点、または %2 個を超える点が %1 個あります。省かれます</translation>
    </message>
    <message>
        <source>is no list; the wires run straight</source>
        <translation>リストではありません。配線に折れ点はありません</translation>
    </message>
    <message>
        <source>led another way</source>
        <translation>経路変更</translation>
    </message>
    <message>
        <source>names no wire with its points; it is left out</source>
        <translation>配線とその点を指していません。省かれます</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>違いはありません</translation>
    </message>
    <message>
        <source>note: %1</source>
        <translation>メモ: %1</translation>
    </message>
    <message>
        <source>other fields</source>
        <translation>その他の項目</translation>
    </message>
    <message>
        <source>run setting</source>
        <translation>実行設定</translation>
    </message>
    <message>
        <source>the wire from %1 to %2</source>
        <translation>%1から%2への配線</translation>
    </message>
    <message>
        <source>the wire has other bends than the patch expects</source>
        <translation>配線の折れ点が変更の想定と異なります</translation>
    </message>
    <message>
        <source>Say which one, like %1.</source>
        <translation>%1 のように、どれかを指定してください。</translation>
    </message>
    <message>
        <source>Share with %1</source>
        <translation>%1 と共有</translation>
    </message>
    <message>
        <source>it shares the weights of &apos;%1&apos;, which stands in %2 places</source>
        <translation>「%1」の重みを共有しますが、それは %2 か所にあります</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; cannot be opened: %2</source>
        <translation>ファイル「%1」を開けません: %2</translation>
    </message>
    <message>
        <source>the file &apos;%1&apos; cannot be read: %2</source>
        <translation>ファイル「%1」を読み込めません: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be created: %2</source>
        <translation>「%1」を作成できません: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be written: %2</source>
        <translation>「%1」に書き込めません: %2</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>そのようなファイルやフォルダーはありません</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>デバイスに空き容量がありません</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>権限がありません</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>フォルダーです</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>読み取り専用のファイルシステムです</translation>
    </message>
    <message>
        <source>this is not valid JSON: %1</source>
        <translation>正しい JSON ではありません: %1</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>ファイルが空です</translation>
    </message>
    <message>
        <source>arrays and objects are nested more than %1 deep</source>
        <translation>配列とオブジェクトの入れ子が %1 段を超えています</translation>
    </message>
    <message>
        <source>the key &apos;%1&apos; appears twice in one object</source>
        <translation>キー「%1」が 1 つのオブジェクトに 2 回あります</translation>
    </message>
    <message>
        <source>Check the path.</source>
        <translation>パスを確認してください。</translation>
    </message>
    <message>
        <source>Name a file inside it.</source>
        <translation>その中のファイルを指定してください。</translation>
    </message>
    <message>
        <source>Check the permissions of the file and its folders.</source>
        <translation>ファイルとフォルダーの権限を確認してください。</translation>
    </message>
    <message>
        <source>Check the permissions of the folder, or choose another one.</source>
        <translation>フォルダーの権限を確認するか、別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Check the disk and try again.</source>
        <translation>ディスクを確認して、もう一度試してください。</translation>
    </message>
    <message>
        <source>Check that the folder exists.</source>
        <translation>フォルダーがあるか確認してください。</translation>
    </message>
    <message>
        <source>That disk is read-only: choose another folder.</source>
        <translation>そのディスクは読み取り専用です。別のフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>The disk reports a fault: save to another disk.</source>
        <translation>ディスクが障害を報告しています。別のディスクに保存してください。</translation>
    </message>
    <message>
        <source>Free some space on that disk and save again.</source>
        <translation>ディスクの空き容量を増やして、もう一度保存してください。</translation>
    </message>
    <message>
        <source>Choose another place and save again.</source>
        <translation>別の場所を選んで、もう一度保存してください。</translation>
    </message>
    <message>
        <source>Correct the text there, or restore the file from a copy.</source>
        <translation>その箇所の文字列を直すか、コピーからファイルを復元してください。</translation>
    </message>
    <message>
        <source>Restore it from a copy.</source>
        <translation>コピーから復元してください。</translation>
    </message>
    <message>
        <source>Remove or rename one of the two.</source>
        <translation>どちらかを削除するか、名前を変えてください。</translation>
    </message>
    <message>
        <source>Such a file is damaged or was not written by this program.</source>
        <translation>このようなファイルは壊れているか、このプログラムで書かれたものではありません。</translation>
    </message>
    <message>
        <source>start must be an integer without dimensions, not %1</source>
        <translation>start は次元のない整数でなければなりませんが、%1 です</translation>
    </message>
    <message>
        <source>beta and alpha must be integers for matrices of %1, but one is %2</source>
        <translation>%1 の行列では beta と alpha は整数でなければなりませんが、一方が %2 です</translation>
    </message>
    <message>
        <source>input %1 does not expand to the product %2 of mat1 %3 and mat2 %4</source>
        <translation>input %1 は mat1 %3 と mat2 %4 の積 %2 に拡張できません</translation>
    </message>
    <message>
        <source>matrices cannot be multiplied: mat1 %1 and mat2 %2</source>
        <translation>行列を掛け合わせられません: mat1 %1 と mat2 %2</translation>
    </message>
    <message>
        <source>split_size must be positive, but is %1 for dimension %2 of input %3</source>
        <translation>split_size は正でなければなりませんが、input %3 の次元 %2 に対して %1 です</translation>
    </message>
    <message>
        <source>there would be too many chunks: %1</source>
        <translation>分割数が多すぎます: %1</translation>
    </message>
    <message>
        <source>expects one dtype, but input %1 is %2, mat1 %3 is %4 and mat2 %5 is %6</source>
        <translation>dtype は一つでなければなりませんが、input %1 は %2、mat1 %3 は %4、mat2 %5 は %6 です</translation>
    </message>
</context>
<context>
    <name>tl::ui</name>
    <message>
        <source>%1 % NaN or infinite</source>
        <translation>NaN または無限大 %1 %</translation>
    </message>
    <message>
        <source>, %1 % zero</source>
        <translation>、ゼロ %1 %</translation>
    </message>
    <message>
        <source>%1 before any training</source>
        <translation>学習前は %1</translation>
    </message>
    <message>
        <source>%1  mean %2, deviation %3, %4</source>
        <translation>%1  平均 %2、標準偏差 %3、%4</translation>
    </message>
    <message>
        <source>Out of memory.</source>
        <translation>メモリが足りません。</translation>
    </message>
    <message>
        <source>Close other programs or make the network smaller.</source>
        <translation>他のプログラムを終了するか、ネットワークを小さくしてください。</translation>
    </message>
    <message>
        <source>An unknown error occurred.</source>
        <translation>不明なエラーが発生しました。</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>No run is going on. Press Train (F5) first.</source>
        <translation>実行中の学習はありません。まず「学習」を押してください (F5)。</translation>
    </message>
    <message>
        <source>There is nothing to train yet: add nodes or open an example. Shows what is missing.</source>
        <translation>まだ学習するものがありません。ノードを追加するか、サンプルを開いてください。不足しているものを表示します。</translation>
    </message>
    <message>
        <source>Train the network from the start (F5)</source>
        <translation>ネットワークを最初から学習します (F5)</translation>
    </message>
    <message>
        <source>The graph has problems: see the Problems panel (F8).</source>
        <translation>グラフに問題があります。「問題」パネルを見てください (F8)。</translation>
    </message>
    <message>
        <source>Start and stop after one step (F10)</source>
        <translation>開始し、1 ステップで停止します (F10)</translation>
    </message>
    <message>
        <source>The run is being prepared: data and network are set up.</source>
        <translation>実行を準備しています。データとネットワークを構築中です。</translation>
    </message>
    <message>
        <source>Not yet: the run is being prepared.</source>
        <translation>まだできません。実行を準備しています。</translation>
    </message>
    <message>
        <source>Stop the run (Shift+F5)</source>
        <translation>実行を停止します (Shift+F5)</translation>
    </message>
    <message>
        <source>Training goes on already. Stop it (Shift+F5) to start anew.</source>
        <translation>すでに学習中です。やり直すには停止してください (Shift+F5)。</translation>
    </message>
    <message>
        <source>Pause between two steps (Space)</source>
        <translation>ステップの間で一時停止します (Space)</translation>
    </message>
    <message>
        <source>Pause first (Space), then go step by step.</source>
        <translation>まず一時停止し (Space)、それから 1 ステップずつ進めてください。</translation>
    </message>
    <message>
        <source>Finish the step, write a snapshot and free the memory (Shift+F5)</source>
        <translation>ステップを終え、スナップショットを保存してメモリを解放します (Shift+F5)</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>再開</translation>
    </message>
    <message>
        <source>Go on from step %1 (F5 or Space)</source>
        <translation>ステップ %1 から再開します (F5 または Space)</translation>
    </message>
    <message>
        <source>The run is paused: Resume (F5 or Space) goes on.</source>
        <translation>一時停止中です。「再開」(F5 または Space) で続きます。</translation>
    </message>
    <message>
        <source>One optimizer step, then pause again (F10)</source>
        <translation>オプティマイザを 1 ステップ進めて、また一時停止します (F10)</translation>
    </message>
    <message>
        <source>Write a snapshot and free the memory (Shift+F5)</source>
        <translation>スナップショットを保存してメモリを解放します (Shift+F5)</translation>
    </message>
    <message>
        <source>The run is stopping: the snapshot is being written.</source>
        <translation>停止処理中です。スナップショットを保存しています。</translation>
    </message>
    <message>
        <source>The run is stopping.</source>
        <translation>停止処理中です。</translation>
    </message>
    <message>
        <source>Stop now</source>
        <translation>今すぐ停止</translation>
    </message>
    <message>
        <source>Abandon the running step and keep the last snapshot</source>
        <translation>実行中のステップを中断し、最後のスナップショットを残します</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ミリ秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 時間</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) block the run; Train shows them.</source>
        <translation>
            <numerusform>%n 件の問題があり実行できません。「学習」で表示します。</numerusform>
        </translation>
    </message>
    <message>
        <source>“%1” is about to be trained, and one network is trained at a time.</source>
        <translation>「%1」の学習がまもなく始まります。学習できるネットワークは一度に 1 つです。</translation>
    </message>
    <message>
        <source>“%1” is being trained. Stop it (Shift+F5) to train this one.</source>
        <translation>「%1」を学習中です。こちらを学習するには停止してください (Shift+F5)。</translation>
    </message>
    <message>
        <source>Go on training “%1”, which is paused (F5 or Space)</source>
        <translation>一時停止中の「%1」の学習を再開します (F5 または Space)</translation>
    </message>
</context>
<context>
    <name>tl::ui::Blocks</name>
    <message>
        <source>Choose the group that is to be kept in the palette.</source>
        <translation>パレットに入れるグループを選択してください。</translation>
    </message>
    <message>
        <source>“%1” is in the palette now, under My blocks.</source>
        <translation>「%1」をパレットの「マイブロック」に追加しました。</translation>
    </message>
    <message>
        <source>The block could not be removed from the palette: its file cannot be deleted.</source>
        <translation>ブロックをパレットから削除できませんでした。ファイルを削除できません。</translation>
    </message>
</context>
<context>
    <name>tl::ui::Breadcrumb</name>
    <message>
        <source>Where in the groups you are</source>
        <translation>グループ内の現在位置</translation>
    </message>
    <message>
        <source> ×%1</source>
        <translation> ×%1</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>%1 に戻る</translation>
    </message>
</context>
<context>
    <name>tl::ui::CompareWindow</name>
    <message numerus="yes">
        <source>%n node(s) added</source>
        <translation>
            <numerusform>ノード %n 個を追加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) removed</source>
        <translation>
            <numerusform>ノード %n 個を削除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) changed</source>
        <translation>
            <numerusform>ノード %n 個を変更</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) added</source>
        <translation>
            <numerusform>配線 %n 本を追加</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) removed</source>
        <translation>
            <numerusform>配線 %n 本を削除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) different</source>
        <translation>
            <numerusform>異なるグループ %n 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n frame(s) different</source>
        <translation>
            <numerusform>異なるフレーム %n 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run setting(s) changed</source>
        <translation>
            <numerusform>実行設定 %n 件を変更</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other field(s) changed</source>
        <translation>
            <numerusform>その他の項目 %n 件を変更</numerusform>
        </translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>違いはありません</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) moved</source>
        <translation>
            <numerusform>ノード %n 個を移動</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s) led another way</source>
        <translation>
            <numerusform>配線 %n 本の経路を変更</numerusform>
        </translation>
    </message>
    <message>
        <source>added</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>変更</translation>
    </message>
    <message>
        <source>Compare %1 with %2</source>
        <translation>%1と%2の比較</translation>
    </message>
    <message>
        <source>Reading both versions…</source>
        <translation>両方の版を読み込んでいます…</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前へ</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>違い</translation>
    </message>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>After: %1</source>
        <translation>変更後: %1</translation>
    </message>
    <message>
        <source>Before: %1</source>
        <translation>変更前: %1</translation>
    </message>
    <message>
        <source>Newer version</source>
        <translation>新しい版</translation>
    </message>
    <message>
        <source>Older version</source>
        <translation>古い版</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Wires</source>
        <translation>配線</translation>
    </message>
    <message>
        <source>without a title</source>
        <translation>題名なし</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>Run settings</source>
        <translation>実行設定</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
</context>
<context>
    <name>tl::ui::CurveChart</name>
    <message>
        <source>Chart of %1</source>
        <translation>%1 のグラフ</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>ステップ %1</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>エポック %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
</context>
<context>
    <name>tl::ui::CurvesPanel</name>
    <message>
        <source>Exponential moving average over the raw points; the raw line stays visible behind</source>
        <translation>生データの指数移動平均。生の線は後ろに残ります</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑化</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>log y</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>y 軸を対数にする</translation>
    </message>
    <message>
        <source>x axis</source>
        <translation>x 軸</translation>
    </message>
    <message>
        <source>x: step</source>
        <translation>x: ステップ</translation>
    </message>
    <message>
        <source>x: epoch</source>
        <translation>x: エポック</translation>
    </message>
    <message>
        <source>x: time</source>
        <translation>x: 時間</translation>
    </message>
    <message>
        <source>Earlier runs shown</source>
        <translation>表示する過去の実行</translation>
    </message>
    <message>
        <source>this run</source>
        <translation>この実行のみ</translation>
    </message>
    <message>
        <source>runs: 2</source>
        <translation>実行: 2</translation>
    </message>
    <message>
        <source>runs: 3</source>
        <translation>実行: 3</translation>
    </message>
    <message>
        <source>runs: 5</source>
        <translation>実行: 5</translation>
    </message>
    <message>
        <source>Export the curves</source>
        <translation>曲線を書き出す</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>画像を保存…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>画像を保存</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 画像 (*.png)</translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation>点を CSV で保存…</translation>
    </message>
    <message>
        <source>Save points</source>
        <translation>点を保存</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表 (*.csv)</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>画像をコピー</translation>
    </message>
    <message>
        <source>Picture copied</source>
        <translation>画像をコピーしました</translation>
    </message>
    <message>
        <source>Press Train (F5): loss and metrics of training and validation are drawn here while the network learns.</source>
        <translation>「学習」を押すと (F5)、学習中の損失と評価指標 (学習・検証) がここに描かれます。</translation>
    </message>
    <message>
        <source>smoothing (EMA) %1</source>
        <translation>平滑化 (EMA) %1</translation>
    </message>
    <message>
        <source>no smoothing</source>
        <translation>平滑化なし</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>曲線</translation>
    </message>
    <message>
        <source>Picture saved to %1</source>
        <translation>画像を %1 に保存しました</translation>
    </message>
    <message>
        <source>The picture was not saved</source>
        <translation>画像を保存できませんでした</translation>
    </message>
    <message>
        <source>Points saved to %1</source>
        <translation>点を %1 に保存しました</translation>
    </message>
    <message>
        <source>The points were not saved</source>
        <translation>点を保存できませんでした</translation>
    </message>
</context>
<context>
    <name>tl::ui::DiskBar</name>
    <message>
        <source>Read it again</source>
        <translation>読み直す</translation>
    </message>
    <message>
        <source>What stands on the disk takes the place of what is seen here</source>
        <translation>ここに表示されている内容をディスク上の内容で置き換えます</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比較</translation>
    </message>
    <message>
        <source>Shows the file and what is seen here side by side</source>
        <translation>ファイルとここの内容を並べて表示します</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>こちらを残す</translation>
    </message>
    <message>
        <source>Saving writes what is seen here over the file</source>
        <translation>保存するとファイルはここの内容で上書きされます</translation>
    </message>
    <message>
        <source>Save it again</source>
        <translation>もう一度保存</translation>
    </message>
    <message>
        <source>Writes the file where it was</source>
        <translation>元の場所にファイルを書き込みます</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>名前を付けて保存…</translation>
    </message>
    <message>
        <source>Writes it to another place</source>
        <translation>別の場所に書き込みます</translation>
    </message>
    <message>
        <source>“%1” is not there any more: it was deleted, renamed or moved. Until it is saved, the network is only here.</source>
        <translation>「%1」はもうありません。削除、名前の変更、または移動されました。保存するまで、ネットワークはここにしかありません。</translation>
    </message>
    <message>
        <source>Another program has changed “%1”, and it cannot be read now: %2</source>
        <translation>別のプログラムが「%1」を変更し、現在は読み込めません: %2</translation>
    </message>
    <message>
        <source>Another program has changed “%1”. Reading it again gives up the edits here that are not saved.</source>
        <translation>別のプログラムが「%1」を変更しました。読み直すと、ここの保存していない編集は失われます。</translation>
    </message>
    <message>
        <source>Another program has changed “%1”.</source>
        <translation>別のプログラムが「%1」を変更しました。</translation>
    </message>
</context>
<context>
    <name>tl::ui::DocumentTabs</name>
    <message>
        <source>Open documents</source>
        <translation>開いているドキュメント</translation>
    </message>
    <message>
        <source>New document</source>
        <translation>新規ドキュメント</translation>
    </message>
    <message>
        <source>New document (Ctrl+T)</source>
        <translation>新規ドキュメント (Ctrl+T)</translation>
    </message>
    <message>
        <source>%1, not saved yet</source>
        <translation>%1 (まだ保存していません)</translation>
    </message>
    <message>
        <source>An example: saving asks for a place of its own.</source>
        <translation>サンプルです。保存するときに保存場所を選びます。</translation>
    </message>
    <message>
        <source>It has changes that are not saved.</source>
        <translation>保存していない変更があります。</translation>
    </message>
    <message>
        <source>Its network: %1.</source>
        <translation>このネットワークの状態: %1。</translation>
    </message>
    <message>
        <source>%1, unsaved</source>
        <translation>%1 (未保存)</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 を閉じる</translation>
    </message>
    <message>
        <source>Close (Ctrl+W)</source>
        <translation>閉じる (Ctrl+W)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Close the others</source>
        <translation>ほかを閉じる</translation>
    </message>
    <message>
        <source>Copy its path</source>
        <translation>パスをコピー</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>Its file is not there any more.</source>
        <translation>ファイルはもうありません。</translation>
    </message>
    <message>
        <source>Another program has changed its file.</source>
        <translation>別のプログラムがファイルを変更しました。</translation>
    </message>
</context>
<context>
    <name>tl::ui::FeatureMapsView</name>
    <message>
        <source>Feature maps</source>
        <translation>特徴マップ</translation>
    </message>
    <message>
        <source>map %1 of %2, click to enlarge</source>
        <translation>マップ %1 / %2、クリックで拡大</translation>
    </message>
</context>
<context>
    <name>tl::ui::FieldEditor</name>
    <message>
        <source>above %1</source>
        <translation>%1 より大</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 以上</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>%1 以下</translation>
    </message>
    <message>
        <source>Default: %1</source>
        <translation>既定値: %1</translation>
    </message>
    <message>
        <source>Found from the input unless it is set.</source>
        <translation>設定しなければ入力から決まります。</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>既定値に戻す</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 を既定値に戻す</translation>
    </message>
    <message>
        <source>Write numbers, like 0.5, 2, 1</source>
        <translation>数値を入力してください (例: 0.5, 2, 1)</translation>
    </message>
    <message>
        <source>Write %1 whole numbers, like 3 × 3</source>
        <translation>整数を %1 個入力してください (例: 3 × 3)</translation>
    </message>
    <message>
        <source>Write whole numbers, like 3 × 3</source>
        <translation>整数を入力してください (例: 3 × 3)</translation>
    </message>
    <message>
        <source>Choose a file for %1</source>
        <translation>%1 のファイルを選択</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>フォルダーを選択</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選択</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>%1 (auto)</source>
        <translation>%1 (auto)</translation>
    </message>
    <message>
        <source>on</source>
        <translation>オン</translation>
    </message>
    <message>
        <source>off</source>
        <translation>オフ</translation>
    </message>
    <message>
        <source>Choose nodes for %1</source>
        <translation>%1 のノードを選択</translation>
    </message>
    <message>
        <source>Nothing here fits</source>
        <translation>ここには合うものがありません</translation>
    </message>
</context>
<context>
    <name>tl::ui::Gallery</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>ノード %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin with a template</source>
        <translation>テンプレートから始める</translation>
    </message>
    <message>
        <source>Each of them trains right away; saving asks for a place of its own.</source>
        <translation>どれもすぐに学習できます。保存時に保存先を尋ねます。</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>テンプレート</translation>
    </message>
</context>
<context>
    <name>tl::ui::GraphScene</name>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>凍結</translation>
    </message>
    <message>
        <source>%1 frozen</source>
        <translation>%1 凍結</translation>
    </message>
    <message>
        <source>weights of</source>
        <translation>重みの共有元</translation>
    </message>
    <message>
        <source>%1 untrained</source>
        <translation>%1 未学習</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>未計測</translation>
    </message>
</context>
<context>
    <name>tl::ui::GraphView</name>
    <message>
        <source>bypassed</source>
        <translation>バイパス</translation>
    </message>
    <message>
        <source>nothing wired to it</source>
        <translation>何も接続されていません</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 以上</translation>
    </message>
    <message>
        <source>wired to nothing</source>
        <translation>接続先がありません</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>%1 以下</translation>
    </message>
    <message>
        <source>wire %1 → %2</source>
        <translation>配線 %1 → %2</translation>
    </message>
    <message>
        <source>shape not known yet</source>
        <translation>形状は未確定</translation>
    </message>
    <message>
        <source>%1; does not fit</source>
        <translation>%1、適合しません</translation>
    </message>
    <message>
        <source>%1 nodes, %2 wires. Arrows go along the wires, Tab adds a node.</source>
        <translation>ノード %1 個、配線 %2 本。矢印キーで配線をたどり、Tab でノードを追加します。</translation>
    </message>
    <message>
        <source>Graph canvas</source>
        <translation>グラフのキャンバス</translation>
    </message>
    <message>
        <source>An empty canvas</source>
        <translation>空のキャンバス</translation>
    </message>
    <message>
        <source>Drag a node from the palette, or press Tab to search for one.
A network needs data, layers, a loss and an optimizer.

File ▸ Examples opens one that trains right away.</source>
        <translation>パレットからノードをドラッグするか、Tab で検索してください。
ネットワークにはデータ、層、損失、オプティマイザが必要です。

ファイル ▸ サンプル から、すぐに学習できるものを開けます。</translation>
    </message>
    <message>
        <source>Put a node into this wire</source>
        <translation>この配線にノードを挿入</translation>
    </message>
    <message>
        <source>%1.%2  %3</source>
        <translation>%1.%2  %3</translation>
    </message>
    <message>
        <source>Connect to %1</source>
        <translation>%1 に接続</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>適合しません</translation>
    </message>
    <message>
        <source>Let go in space to remove the wire</source>
        <translation>空いた場所で離すと配線を削除します</translation>
    </message>
    <message>
        <source>Let go in space to search for a fitting node</source>
        <translation>空いた場所で離すと適合するノードを検索します</translation>
    </message>
    <message>
        <source>Added without a wire: %1</source>
        <translation>配線なしで追加しました: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) copied</source>
        <translation>
            <numerusform>ノードを %n 個コピーしました</numerusform>
        </translation>
    </message>
    <message>
        <source>The clipboard holds no nodes.</source>
        <translation>クリップボードにノードはありません。</translation>
    </message>
    <message>
        <source>The clipboard holds no nodes: %1</source>
        <translation>クリップボードにノードはありません: %1</translation>
    </message>
    <message>
        <source>Reading the clipboard…</source>
        <translation>クリップボードを読み込んでいます…</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>複製</translation>
    </message>
    <message>
        <source>Duplicate with the wires into it</source>
        <translation>入力の配線ごと複製</translation>
    </message>
    <message>
        <source>Duplicate, sharing the weights</source>
        <translation>重みを共有して複製</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切り取り</translation>
    </message>
    <message>
        <source>Delete and rejoin</source>
        <translation>削除してつなぎ直す</translation>
    </message>
    <message>
        <source>Delete with its wires</source>
        <translation>配線ごと削除</translation>
    </message>
    <message>
        <source>Put a node into it…</source>
        <translation>ノードを挿入…</translation>
    </message>
    <message>
        <source>Delete the wire</source>
        <translation>配線を削除</translation>
    </message>
    <message>
        <source>Add a node…</source>
        <translation>ノードを追加…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Paste with the wires into it</source>
        <translation>入力の配線ごと貼り付け</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべて選択</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>整列</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>全体を表示</translation>
    </message>
    <message>
        <source>Let go to put the node into the wire</source>
        <translation>離すとノードを配線に挿入します</translation>
    </message>
    <message>
        <source>Drop to insert into the wire</source>
        <translation>ドロップすると配線に挿入します</translation>
    </message>
    <message>
        <source>Nothing to bypass: data, losses, metrics and nodes whose inputs do not fit their outputs cannot be passed by.</source>
        <translation>バイパスできるものがありません。データ、損失、評価指標、入力と出力が合わないノードはバイパスできません。</translation>
    </message>
    <message>
        <source>Nothing to freeze: none of the chosen nodes has parameters that learn.</source>
        <translation>凍結できるものがありません。選択したノードには学習するパラメータがありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n 個の層</numerusform>
        </translation>
    </message>
    <message>
        <source>Let %1 learn</source>
        <translation>%1 を学習させる</translation>
    </message>
    <message>
        <source>Freeze %1</source>
        <translation>%1 を凍結</translation>
    </message>
    <message>
        <source>Choose two nodes or more to line them up.</source>
        <translation>揃えるにはノードを 2 個以上選択してください。</translation>
    </message>
    <message>
        <source>Choose three nodes or more to space them evenly.</source>
        <translation>等間隔に並べるにはノードを 3 個以上選択してください。</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>Rename frame</source>
        <translation>フレームの名前を変更</translation>
    </message>
    <message>
        <source>Choose the node to take out of its wires.</source>
        <translation>配線から外すノードを選択してください。</translation>
    </message>
    <message>
        <source>Choose the node that is to become another.</source>
        <translation>種類を変えるノードを選択してください。</translation>
    </message>
    <message>
        <source>A group has no other type; open it to change what is in it.</source>
        <translation>グループの種類は変えられません。中身を変えるには開いてください。</translation>
    </message>
    <message>
        <source>keeps its wires</source>
        <translation>配線はそのまま</translation>
    </message>
    <message numerus="yes">
        <source>loses %n wire(s)</source>
        <translation>
            <numerusform>配線を %n 本失います</numerusform>
        </translation>
    </message>
    <message>
        <source>The node is gone: there is nothing to change any more.</source>
        <translation>ノードはもうありません。変更するものがありません。</translation>
    </message>
    <message>
        <source>Change %1 to…</source>
        <translation>%1 の種類を変更…</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>フレーム</translation>
    </message>
    <message>
        <source>There is nothing to find yet: the canvas is empty.</source>
        <translation>検索するものがありません。キャンバスは空です。</translation>
    </message>
    <message>
        <source>Find a node by name, type or parameter…</source>
        <translation>名前・種類・パラメータでノードを検索…</translation>
    </message>
    <message>
        <source>Wire…</source>
        <translation>配線…</translation>
    </message>
    <message>
        <source>Add the next node…</source>
        <translation>次のノードを追加…</translation>
    </message>
    <message>
        <source>Change its type…</source>
        <translation>種類を変更…</translation>
    </message>
    <message>
        <source>Take it out of its wires</source>
        <translation>配線から外す</translation>
    </message>
    <message>
        <source>Bypass, or put back to work</source>
        <translation>バイパスの切り替え</translation>
    </message>
    <message>
        <source>Freeze, or let it learn</source>
        <translation>凍結の切り替え</translation>
    </message>
    <message>
        <source>Open the group</source>
        <translation>グループを開く</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>グループ</translation>
    </message>
    <message>
        <source>Ungroup</source>
        <translation>グループ解除</translation>
    </message>
    <message>
        <source>Make it independent of its other instances</source>
        <translation>他のインスタンスから独立させる</translation>
    </message>
    <message>
        <source>Show on the group</source>
        <translation>グループに表示</translation>
    </message>
    <message>
        <source>Rename the frame…</source>
        <translation>フレームの名前を変更…</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>色</translation>
    </message>
    <message>
        <source>Delete the frame</source>
        <translation>フレームを削除</translation>
    </message>
    <message>
        <source>Choose the nodes that are to become a group.</source>
        <translation>グループにするノードを選択してください。</translation>
    </message>
    <message>
        <source>Double click or Enter opens the group.</source>
        <translation>ダブルクリックまたは Enter でグループを開きます。</translation>
    </message>
    <message>
        <source>They cannot be a group: %1</source>
        <translation>グループにできません: %1</translation>
    </message>
    <message>
        <source>Choose the group that is to be dissolved.</source>
        <translation>解除するグループを選択してください。</translation>
    </message>
    <message>
        <source>The group that %1 was an instance of is not in the project.</source>
        <translation>%1 の元のグループがプロジェクトにありません。</translation>
    </message>
    <message>
        <source>Choose the group that is to have nodes of its own.</source>
        <translation>独立したノードを持たせるグループを選択してください。</translation>
    </message>
    <message>
        <source>%1 is the only instance of its group.</source>
        <translation>%1 はそのグループの唯一のインスタンスです。</translation>
    </message>
    <message>
        <source>%1 has nodes of its own now.</source>
        <translation>%1 は独立したノードを持ちました。</translation>
    </message>
    <message>
        <source>The block cannot be read: %1</source>
        <translation>ブロックを読み込めません: %1</translation>
    </message>
    <message>
        <source>The block is empty.</source>
        <translation>ブロックは空です。</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>%1, as %2</source>
        <translation>%1、名前は %2</translation>
    </message>
    <message>
        <source>%1, together with %2</source>
        <translation>%1、%2 と連動</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>%1 gives nothing that a next node could take.</source>
        <translation>%1 には次のノードが受け取れる出力がありません。</translation>
    </message>
    <message>
        <source>Select the node that the next one is to follow.</source>
        <translation>次のノードをつなぐ元のノードを選択してください。</translation>
    </message>
    <message>
        <source>wired; Enter cuts</source>
        <translation>接続済み、Enter で切断</translation>
    </message>
    <message>
        <source>instead of %1</source>
        <translation>%1 の代わり</translation>
    </message>
    <message>
        <source>Select the node that is to be wired.</source>
        <translation>配線するノードを選択してください。</translation>
    </message>
    <message>
        <source>There is no other node to wire this one to yet.</source>
        <translation>配線できる他のノードがまだありません。</translation>
    </message>
    <message>
        <source>Wire %1 to…</source>
        <translation>%1 の配線先…</translation>
    </message>
    <message>
        <source>%1: the graph has changed since; open the list again.</source>
        <translation>%1: グラフが変わりました。一覧を開き直してください。</translation>
    </message>
    <message>
        <source>Let go to copy it to that document, or wait to choose the place</source>
        <translation>放すとそのドキュメントへコピーします。場所を選ぶにはそのまま待ってください</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>ノード %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Back in its own document: letting go leaves everything as it was</source>
        <translation>元のドキュメントに戻りました。放しても何も変わりません</translation>
    </message>
    <message>
        <source>Let go to copy %1 here; Esc leaves both documents as they were</source>
        <translation>放すと %1 をここへコピーします。Esc でどちらのドキュメントも元のままにします</translation>
    </message>
    <message>
        <source>Copy %1 from %2</source>
        <translation>%2 から %1 をコピー</translation>
    </message>
    <message>
        <source>%1 copied from %2</source>
        <translation>%2 から %1 をコピーしました</translation>
    </message>
    <message>
        <source>%1 cannot be copied here: %2</source>
        <translation>%1 をここへコピーできません: %2</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 を追加</translation>
    </message>
    <message>
        <source>Added without a wire: no port of %1 fits.</source>
        <translation>配線せずに追加しました。%1 に合うポートがありません。</translation>
    </message>
    <message>
        <source>%1 cannot stand here: %2</source>
        <translation>%1 はここに置けません: %2</translation>
    </message>
    <message>
        <source>bend %1 of %2 in the wire %3 → %4</source>
        <translation>配線 %3 → %4 の折れ点 %2 個中 %1 番目</translation>
    </message>
    <message>
        <source>Bend of %1: drag it, or take it away with Delete or Alt + click</source>
        <translation>%1 の折れ点: ドラッグで移動、Delete または Alt + クリックで削除</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>A wire has at most %1 bends: take one away first.</source>
        <translation>配線の折れ点は最大 %1 個です。先に一つ削除してください。</translation>
    </message>
    <message>
        <source>Nothing to bend: choose a wire, or a node with a wire that leads on from it.</source>
        <translation>折れ点を付ける配線がありません。配線か、先へ配線のあるノードを選んでください。</translation>
    </message>
    <message>
        <source>Bend the wire %1</source>
        <translation>配線 %1 に折れ点</translation>
    </message>
    <message>
        <source>Bend %1 wires</source>
        <translation>配線 %1 本に折れ点</translation>
    </message>
    <message>
        <source>Alt + arrows move the bend, arrows go along the wire, Delete takes it away.</source>
        <translation>Alt + 矢印で折れ点を移動、矢印で配線をたどり、Delete で削除します。</translation>
    </message>
    <message>
        <source>Nothing to straighten: no wire of what is chosen has bends.</source>
        <translation>まっすぐにする配線がありません。選択したものの配線に折れ点はありません。</translation>
    </message>
    <message>
        <source>Delete a bend</source>
        <translation>折れ点を削除</translation>
    </message>
    <message>
        <source>Delete %1 bends</source>
        <translation>折れ点 %1 個を削除</translation>
    </message>
    <message>
        <source>Delete the bend</source>
        <translation>折れ点を削除</translation>
    </message>
    <message>
        <source>Straighten the wire</source>
        <translation>配線をまっすぐにする</translation>
    </message>
    <message>
        <source>Add a bend</source>
        <translation>折れ点を追加</translation>
    </message>
    <message>
        <source>This holds in every instance of the group.</source>
        <translation>グループのすべてのインスタンスに適用されます。</translation>
    </message>
    <message>
        <source>The document has changed meanwhile: arrange it again.</source>
        <translation>その間にドキュメントが変わりました。もう一度整列してください。</translation>
    </message>
    <message>
        <source>%1 → %2  %3   a double click bends it</source>
        <translation>%1 → %2  %3   ダブルクリックで折れ点</translation>
    </message>
</context>
<context>
    <name>tl::ui::HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>ヒストグラム</translation>
    </message>
    <message>
        <source>%1 % zero</source>
        <translation>ゼロ %1 %</translation>
    </message>
    <message>
        <source>%1 % NaN or infinite</source>
        <translation>NaN または無限大 %1 %</translation>
    </message>
    <message>
        <source>mean %1, standard deviation %2, from %3 to %4</source>
        <translation>平均 %1、標準偏差 %2、範囲 %3 ～ %4</translation>
    </message>
</context>
<context>
    <name>tl::ui::InspectorPanel</name>
    <message>
        <source>Inspector</source>
        <translation>インスペクター</translation>
    </message>
    <message>
        <source>Name of the node</source>
        <translation>ノードの名前</translation>
    </message>
    <message>
        <source>The node&apos;s name: it names the tensors of the trained model. Lower-case letters, digits and _.</source>
        <translation>ノードの名前。学習済みモデルのテンソル名になります。小文字、数字、_ が使えます。</translation>
    </message>
    <message>
        <source>What the group is called</source>
        <translation>グループの名前</translation>
    </message>
    <message>
        <source>Stands on every instance of the group.</source>
        <translation>グループのすべてのインスタンスに表示されます。</translation>
    </message>
    <message>
        <source>Show on the group…</source>
        <translation>グループに表示…</translation>
    </message>
    <message>
        <source>Parameters and ports that the instances of the group around have and may set.</source>
        <translation>このグループのインスタンスに表示し、設定できるようにするパラメータとポート。</translation>
    </message>
    <message>
        <source>What the live data is</source>
        <translation>ライブデータの説明</translation>
    </message>
    <message>
        <source>Live data of the node</source>
        <translation>ノードのライブデータ</translation>
    </message>
    <message>
        <source>Live data of the node in numbers and words</source>
        <translation>ノードのライブデータ (数値と文字)</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>Shapes</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>One of %1 instances of this group: what is changed in it changes in all of them. Double click or Enter opens it.</source>
        <translation>このグループの %1 個のインスタンスの 1 つです。中の変更はすべてに反映されます。ダブルクリックまたは Enter で開きます。</translation>
    </message>
    <message>
        <source>The group that this was an instance of is not in the project.</source>
        <translation>このインスタンスの元のグループがプロジェクトにありません。</translation>
    </message>
    <message>
        <source>This program does not know this node type. It is kept as it is.</source>
        <translation>このノードの種類は不明です。そのまま保持します。</translation>
    </message>
    <message>
        <source>Set by the group around it, here: %1.</source>
        <translation>外側のグループが設定しています。ここでは: %1。</translation>
    </message>
    <message>
        <source>Run settings</source>
        <translation>実行設定</translation>
    </message>
    <message>
        <source>They hold for the whole project. Select a node to see its parameters.</source>
        <translation>プロジェクト全体に適用されます。ノードを選択するとそのパラメータを表示します。</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s) selected</source>
        <translation>
            <numerusform>ノード %n 個を選択中</numerusform>
        </translation>
    </message>
    <message>
        <source>Select one node to see its parameters.</source>
        <translation>ノードを 1 個選択するとそのパラメータを表示します。</translation>
    </message>
    <message>
        <source>out</source>
        <translation>出力</translation>
    </message>
    <message>
        <source>in</source>
        <translation>入力</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>未確定</translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>パラメータ %1</translation>
    </message>
    <message>
        <source> · %1 / sample</source>
        <translation> · %1 / サンプル</translation>
    </message>
    <message>
        <source>A batch of %1 keeps %2 for training; predicting takes %3.</source>
        <translation>バッチサイズ %1 の学習で %2 を保持します。予測では %3 です。</translation>
    </message>
    <message>
        <source>Forecast: %1 parameters, %2 a sample.</source>
        <translation>見積もり: パラメータ %1、1 サンプルあたり %2。</translation>
    </message>
    <message>
        <source>What a run takes cannot be told before it: %1</source>
        <translation>実行に必要な量を事前に見積もれません: %1</translation>
    </message>
    <message>
        <source>Training with batches of %1 takes %2 (parameters %3, gradients %4, optimizer %5, data %6, activations %7); predicting one takes %8.</source>
        <translation>バッチサイズ %1 の学習には %2 が必要です (パラメータ %3、勾配 %4、オプティマイザ %5、データ %6、活性 %7)。1 件の予測には %8 です。</translation>
    </message>
    <message>
        <source>An epoch of %1 steps computes for about %2.</source>
        <translation>1 エポック (%1 ステップ) の計算は約 %2 です。</translation>
    </message>
    <message>
        <source>Even all training samples at once fit into this machine&apos;s memory.</source>
        <translation>全学習サンプルを一度に処理してもこのマシンのメモリに収まります。</translation>
    </message>
    <message>
        <source>A batch of up to %1 fits into this machine&apos;s memory.</source>
        <translation>このマシンのメモリにはバッチサイズ %1 まで収まります。</translation>
    </message>
    <message>
        <source>Not even a batch of 1 fits into this machine&apos;s memory.</source>
        <translation>バッチサイズ 1 でもこのマシンのメモリに収まりません。</translation>
    </message>
    <message>
        <source>Live data — maps of the first sample, before training</source>
        <translation>ライブデータ — 最初のサンプルのマップ (学習前)</translation>
    </message>
    <message>
        <source>Live data — before training</source>
        <translation>ライブデータ — 学習前</translation>
    </message>
    <message>
        <source>Weights — step %1</source>
        <translation>重み — ステップ %1</translation>
    </message>
    <message>
        <source>Feature maps — first sample of the batch</source>
        <translation>特徴マップ — バッチの最初のサンプル</translation>
    </message>
    <message>
        <source>Output — a row for each sample of the batch</source>
        <translation>出力 — バッチのサンプルごとに 1 行</translation>
    </message>
    <message>
        <source>Output — step %1</source>
        <translation>出力 — ステップ %1</translation>
    </message>
    <message>
        <source>Looking for the largest batch that fits into this machine&apos;s memory…</source>
        <translation>このマシンのメモリに収まる最大のバッチを探しています…</translation>
    </message>
    <message>
        <source>Weights — step %1 of the ended run</source>
        <translation>重み — 終了した実行のステップ %1</translation>
    </message>
    <message>
        <source>Output — step %1 of the ended run</source>
        <translation>出力 — 終了した実行のステップ %1</translation>
    </message>
</context>
<context>
    <name>tl::ui::LivePreview</name>
    <message>
        <source>Live data: no samples yet. Add a data node.</source>
        <translation>ライブデータ: サンプルがありません。データノードを追加してください。</translation>
    </message>
    <message>
        <source>Live data: batch %1 of the first epoch</source>
        <translation>ライブデータ: 最初のエポックのバッチ %1</translation>
    </message>
    <message>
        <source>%1, %2 of its %3 samples</source>
        <translation>%1、%3 サンプル中 %2</translation>
    </message>
    <message>
        <source>%1, all its %2 samples</source>
        <translation>%1、全 %2 サンプル</translation>
    </message>
</context>
<context>
    <name>tl::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>Nothing has happened yet.</source>
        <translation>まだ何も起きていません。</translation>
    </message>
</context>
<context>
    <name>tl::ui::MainWindow</name>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存の変更</translation>
    </message>
    <message>
        <source>“%1” has changes that are not saved.</source>
        <translation>「%1」には保存していない変更があります。</translation>
    </message>
    <message>
        <source>Without saving they are lost.</source>
        <translation>保存しないと失われます。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>破棄(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>キャンセル(&amp;C)</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>実行中です</translation>
    </message>
    <message>
        <source>The network is still being trained.</source>
        <translation>ネットワークはまだ学習中です。</translation>
    </message>
    <message>
        <source>Stop it, keep what it has learnt, and go on another time?</source>
        <translation>停止し、学習した内容を残して、後で続けますか？</translation>
    </message>
    <message>
        <source>&amp;Save the run and quit</source>
        <translation>実行を保存して終了(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit without saving it</source>
        <translation>保存せずに終了(&amp;Q)</translation>
    </message>
    <message>
        <source>Unsaved changes were found</source>
        <translation>未保存の変更が見つかりました</translation>
    </message>
    <message>
        <source>“%1” had changes that were not saved when Tensorloom last ended.</source>
        <translation>Tensorloom が前回終了したとき、「%1」には保存していない変更がありました。</translation>
    </message>
    <message>
        <source>The last of them is from %1. Recovering opens them; your file stays as it is until you save.</source>
        <translation>最後の変更は %1 です。復元するとそれを開きます。保存するまでファイルは変わりません。</translation>
    </message>
    <message>
        <source>&amp;Recover</source>
        <translation>復元(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>後で(&amp;L)</translation>
    </message>
    <message>
        <source>The project brings programs along</source>
        <translation>プロジェクトにプログラムが含まれています</translation>
    </message>
    <message>
        <source>“%1” asks for libraries with node types of their own.</source>
        <translation>「%1」は独自のノードを持つライブラリを要求しています。</translation>
    </message>
    <message>
        <source>%1

A library can do whatever a program can. Load it only if you trust where the project came from; without it its nodes are placeholders.</source>
        <translation>%1

ライブラリはプログラムと同じことが何でもできます。プロジェクトの出所を信頼できる場合だけ読み込んでください。読み込まなければ、そのノードは仮のものになります。</translation>
    </message>
    <message>
        <source>&amp;Load them</source>
        <translation>読み込む(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Do not load</source>
        <translation>読み込まない(&amp;D)</translation>
    </message>
    <message>
        <source>“%1” is still being trained.</source>
        <translation>「%1」はまだ学習中です。</translation>
    </message>
    <message>
        <source>Pre-flight  %1</source>
        <translation>事前チェック  %1</translation>
    </message>
    <message>
        <source>Pre-flight</source>
        <translation>事前チェック</translation>
    </message>
    <message>
        <source>Problems  %1</source>
        <translation>問題  %1</translation>
    </message>
    <message>
        <source>Opened %1</source>
        <translation>%1 を開きました</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>保存しました</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>実行</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>ノード</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>インスペクター</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲線</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>テンソル</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>ログ</translation>
    </message>
    <message>
        <source>History of the edits: choosing one goes back or forward to it</source>
        <translation>編集の履歴。選択するとその時点に移動します</translation>
    </message>
    <message>
        <source>As it was opened</source>
        <translation>開いたときの状態</translation>
    </message>
    <message>
        <source>History</source>
        <translation>履歴</translation>
    </message>
    <message>
        <source>Panels</source>
        <translation>パネル</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>ノード %n 個</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wire(s)</source>
        <translation>
            <numerusform>配線 %n 本</numerusform>
        </translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message numerus="yes">
        <source>%n warning(s)</source>
        <translation>
            <numerusform>警告 %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>graph valid</source>
        <translation>グラフは有効</translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s)</source>
        <translation>
            <numerusform>ヒント %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 parameters</source>
        <translation>パラメータ %1</translation>
    </message>
    <message>
        <source>%1/sample</source>
        <translation>%1/サンプル</translation>
    </message>
    <message>
        <source>plan %1</source>
        <translation>予定 %1</translation>
    </message>
    <message>
        <source>epoch about %1</source>
        <translation>エポック約 %1</translation>
    </message>
    <message>
        <source>in use %1</source>
        <translation>使用中 %1</translation>
    </message>
    <message>
        <source>edits apply at the next Train</source>
        <translation>編集は次の学習から有効</translation>
    </message>
    <message>
        <source>zoom %1 %</source>
        <translation>ズーム %1 %</translation>
    </message>
    <message>
        <source>working…</source>
        <translation>処理中…</translation>
    </message>
    <message>
        <source>not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新規</translation>
    </message>
    <message>
        <source>example</source>
        <translation>サンプル</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>保存済み</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>保存中…</translation>
    </message>
    <message>
        <source>unsaved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>%1%2 — Tensorloom</source>
        <translation>%1%2 — Tensorloom</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新規(&amp;N)</translation>
    </message>
    <message>
        <source>New from a &amp;template…</source>
        <translation>テンプレートから新規(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>開く(&amp;O)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近使ったファイル(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>サンプル(&amp;E)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>名前を付けて保存(&amp;A)…</translation>
    </message>
    <message>
        <source>E&amp;xport trained weights…</source>
        <translation>学習済みの重みを書き出す(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>終了(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>元に戻す(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>やり直す(&amp;R)</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>切り取り(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>コピー(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>貼り付け(&amp;P)</translation>
    </message>
    <message>
        <source>Paste with the &amp;wires into it</source>
        <translation>入力の配線ごと貼り付け(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>複製(&amp;D)</translation>
    </message>
    <message>
        <source>Duplicate, s&amp;haring the weights</source>
        <translation>重みを共有して複製(&amp;H)</translation>
    </message>
    <message>
        <source>De&amp;lete and rejoin</source>
        <translation>削除してつなぎ直す(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Find a node…</source>
        <translation>ノードを検索(&amp;F)…</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>すべて選択(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>拡大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>縮小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;100 %</source>
        <translation>&amp;100 %</translation>
    </message>
    <message>
        <source>Show &amp;everything</source>
        <translation>全体を表示(&amp;E)</translation>
    </message>
    <message>
        <source>Show the &amp;selection</source>
        <translation>選択範囲を表示(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Live data beneath the nodes</source>
        <translation>ノードの下にライブデータ(&amp;L)</translation>
    </message>
    <message>
        <source>Live data of the &amp;next batch</source>
        <translation>次のバッチのライブデータ(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>テーマ(&amp;T)</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>デスクトップに合わせる</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>ダーク</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>ライト</translation>
    </message>
    <message>
        <source>&amp;Graph</source>
        <translation>グラフ(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Add a node…	Tab</source>
        <translation>ノードを追加(&amp;A)…	Tab</translation>
    </message>
    <message>
        <source>Add the ne&amp;xt node…	Shift+Tab</source>
        <translation>次のノードを追加(&amp;X)…	Shift+Tab</translation>
    </message>
    <message>
        <source>&amp;Wire the node…</source>
        <translation>ノードを配線(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Search the palette</source>
        <translation>パレットを検索(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Rename the node</source>
        <translation>ノードの名前を変更(&amp;R)</translation>
    </message>
    <message>
        <source>Change its t&amp;ype…</source>
        <translation>種類を変更(&amp;Y)…</translation>
    </message>
    <message>
        <source>&amp;Bypass, or put back to work</source>
        <translation>バイパスの切り替え(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Freeze, or let it learn</source>
        <translation>凍結の切り替え(&amp;F)</translation>
    </message>
    <message>
        <source>Take it &amp;out of its wires</source>
        <translation>配線から外す(&amp;O)</translation>
    </message>
    <message>
        <source>Fra&amp;me the selection</source>
        <translation>選択範囲をフレームで囲む(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Group the selection</source>
        <translation>選択範囲をグループ化(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Ungroup</source>
        <translation>グループ解除(&amp;U)</translation>
    </message>
    <message>
        <source>Open the group	Enter</source>
        <translation>グループを開く	Enter</translation>
    </message>
    <message>
        <source>Lea&amp;ve the group	Esc</source>
        <translation>グループを出る(&amp;V)	Esc</translation>
    </message>
    <message>
        <source>&amp;Keep the group in the palette</source>
        <translation>グループをパレットに入れる(&amp;K)</translation>
    </message>
    <message>
        <source>Make the group &amp;independent</source>
        <translation>グループを独立させる(&amp;I)</translation>
    </message>
    <message>
        <source>A&amp;lign</source>
        <translation>揃える(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Left sides</source>
        <translation>左端(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Centres, one above the other</source>
        <translation>中央 (縦に並べる)(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Right sides</source>
        <translation>右端(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Tops</source>
        <translation>上端(&amp;T)</translation>
    </message>
    <message>
        <source>C&amp;entres, side by side</source>
        <translation>中央 (横に並べる)(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Bottoms</source>
        <translation>下端(&amp;B)</translation>
    </message>
    <message>
        <source>Even gaps si&amp;de by side</source>
        <translation>横に等間隔(&amp;D)</translation>
    </message>
    <message>
        <source>Even gaps &amp;one above the other</source>
        <translation>縦に等間隔(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>次の問題(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>実行(&amp;R)</translation>
    </message>
    <message>
        <source>Pre-&amp;flight check</source>
        <translation>事前チェック(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>学習(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Pause or resume</source>
        <translation>一時停止と再開(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Step</source>
        <translation>ステップ(&amp;S)</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>停止(&amp;O)</translation>
    </message>
    <message>
        <source>Write a s&amp;napshot</source>
        <translation>スナップショットを保存(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Go on with the last run</source>
        <translation>前回の実行を続ける(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>ウィンドウ(&amp;W)</translation>
    </message>
    <message>
        <source>Panel &amp;titles (to move and float)</source>
        <translation>パネルのタイトル (移動と切り離し用)(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Next area</source>
        <translation>次の領域(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous area</source>
        <translation>前の領域(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;%1 %2</source>
        <translation>&amp;%1 %2</translation>
    </message>
    <message>
        <source>Canvas</source>
        <translation>キャンバス</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Every command…</source>
        <translation>すべてのコマンド(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Keys and mouse</source>
        <translation>キーとマウス(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Tensorloom</source>
        <translation>Tensorloom について(&amp;A)</translation>
    </message>
    <message>
        <source>No such example</source>
        <translation>サンプルがありません</translation>
    </message>
    <message>
        <source>There is no example “%1”.</source>
        <translation>「%1」というサンプルはありません。</translation>
    </message>
    <message>
        <source>No examples are installed: open a project from the File menu, or start with a new one.</source>
        <translation>サンプルがインストールされていません。「ファイル」メニューからプロジェクトを開くか、新規に始めてください。</translation>
    </message>
    <message>
        <source>Choose one of %1: they are in the File menu too.</source>
        <translation>%1 から選んでください。「ファイル」メニューにもあります。</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>キーとマウス</translation>
    </message>
    <message>
        <source>Tab, double click on the canvas</source>
        <translation>Tab、キャンバスをダブルクリック</translation>
    </message>
    <message>
        <source>search for a node and add it there</source>
        <translation>ノードを検索してそこに追加</translation>
    </message>
    <message>
        <source>Shift + Tab</source>
        <translation>Shift + Tab</translation>
    </message>
    <message>
        <source>search for the node that follows the chosen one; it comes wired</source>
        <translation>選択したノードに続くノードを検索 (配線済みで追加)</translation>
    </message>
    <message>
        <source>W</source>
        <translation>W</translation>
    </message>
    <message>
        <source>wire the chosen node by name, or cut a wire</source>
        <translation>選択したノードを名前で配線、または切断</translation>
    </message>
    <message>
        <source>Enter, Esc</source>
        <translation>Enter、Esc</translation>
    </message>
    <message>
        <source>to the parameters of the chosen node, back to the canvas</source>
        <translation>選択したノードのパラメータへ、キャンバスへ戻る</translation>
    </message>
    <message>
        <source>F6, Ctrl 1 … 8</source>
        <translation>F6、Ctrl 1 … 8</translation>
    </message>
    <message>
        <source>next area; canvas, nodes, inspector and the panels below</source>
        <translation>次の領域、キャンバス・ノード・インスペクター・下のパネル</translation>
    </message>
    <message>
        <source>Drag from the palette</source>
        <translation>パレットからドラッグ</translation>
    </message>
    <message>
        <source>add a node; onto a wire: insert it</source>
        <translation>ノードを追加、配線の上なら挿入</translation>
    </message>
    <message>
        <source>Drag from a port</source>
        <translation>ポートからドラッグ</translation>
    </message>
    <message>
        <source>draw a wire; let go in space: search for what fits</source>
        <translation>配線を引く。空いた場所で離すと適合するものを検索</translation>
    </message>
    <message>
        <source>Drag a wired input</source>
        <translation>配線済みの入力をドラッグ</translation>
    </message>
    <message>
        <source>take the wire off or put it elsewhere</source>
        <translation>配線を外す、または別の場所へ</translation>
    </message>
    <message>
        <source>The + on a wire</source>
        <translation>配線の上の +</translation>
    </message>
    <message>
        <source>put a new node into it; dragging a node onto a wire puts that one in</source>
        <translation>新しいノードを挿入。ノードを配線にドラッグするとそれを挿入</translation>
    </message>
    <message>
        <source>Alt + drag a node, X</source>
        <translation>Alt + ノードをドラッグ、X</translation>
    </message>
    <message>
        <source>take it out of its wires, which are joined behind it</source>
        <translation>配線から外し、残りをつなぎ直す</translation>
    </message>
    <message>
        <source>T, M, F</source>
        <translation>T、M、F</translation>
    </message>
    <message>
        <source>another type with the same wires; bypass; freeze</source>
        <translation>配線を保って種類を変更、バイパス、凍結</translation>
    </message>
    <message>
        <source>L, Shift L</source>
        <translation>L、Shift L</translation>
    </message>
    <message>
        <source>live data: what comes out of every node with a real batch; the next batch</source>
        <translation>ライブデータ: 実際のバッチでの各ノードの出力、次のバッチ</translation>
    </message>
    <message>
        <source>Ctrl F, Ctrl K</source>
        <translation>Ctrl F、Ctrl K</translation>
    </message>
    <message>
        <source>find a node; every command by name</source>
        <translation>ノードを検索、コマンドを名前で実行</translation>
    </message>
    <message>
        <source>Ctrl G, Ctrl Shift G</source>
        <translation>Ctrl G、Ctrl Shift G</translation>
    </message>
    <message>
        <source>the chosen nodes become a group; ungroup</source>
        <translation>選択したノードをグループ化、グループ解除</translation>
    </message>
    <message>
        <source>Double click or Enter on a group</source>
        <translation>グループをダブルクリック、または Enter</translation>
    </message>
    <message>
        <source>open it; Esc or Backspace with nothing chosen leaves it</source>
        <translation>開く。何も選択せずに Esc か Backspace で出る</translation>
    </message>
    <message>
        <source>Ctrl B</source>
        <translation>Ctrl B</translation>
    </message>
    <message>
        <source>a frame around the chosen nodes</source>
        <translation>選択したノードをフレームで囲む</translation>
    </message>
    <message>
        <source>Wheel, Ctrl + / −, Ctrl 0</source>
        <translation>ホイール、Ctrl + / −、Ctrl 0</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>ズーム</translation>
    </message>
    <message>
        <source>Middle button, Shift + wheel</source>
        <translation>中ボタン、Shift + ホイール</translation>
    </message>
    <message>
        <source>move the canvas</source>
        <translation>キャンバスを移動</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>矢印キー</translation>
    </message>
    <message>
        <source>go along the wires; with Alt: move the nodes</source>
        <translation>配線をたどる。Alt でノードを移動</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>delete and rejoin; Shift + Delete: with its wires</source>
        <translation>削除してつなぎ直す。Shift + Delete で配線ごと</translation>
    </message>
    <message>
        <source>Ctrl D, Ctrl C, Ctrl V</source>
        <translation>Ctrl D、Ctrl C、Ctrl V</translation>
    </message>
    <message>
        <source>duplicate, copy, paste; Ctrl Shift D and V: with the wires into them</source>
        <translation>複製、コピー、貼り付け。Ctrl Shift D と V で入力の配線ごと</translation>
    </message>
    <message>
        <source>F5, Space, F10, Shift F5</source>
        <translation>F5、Space、F10、Shift F5</translation>
    </message>
    <message>
        <source>train, pause, one step, stop</source>
        <translation>学習、一時停止、1 ステップ、停止</translation>
    </message>
    <message>
        <source>F8, F9</source>
        <translation>F8、F9</translation>
    </message>
    <message>
        <source>next problem; check before a long run</source>
        <translation>次の問題、長い実行の前のチェック</translation>
    </message>
    <message>
        <source>In a chart</source>
        <translation>グラフの中</translation>
    </message>
    <message>
        <source>wheel zooms, drag selects a box, Shift + drag pans, double click shows all</source>
        <translation>ホイールで拡大縮小、ドラッグで範囲選択、Shift + ドラッグで移動、ダブルクリックで全体</translation>
    </message>
    <message>
        <source>About Tensorloom</source>
        <translation>Tensorloom について</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tensorloom %1&lt;/b&gt;&lt;br&gt;Design, train and export neural networks by wiring nodes.</source>
        <translation>&lt;b&gt;Tensorloom %1&lt;/b&gt;&lt;br&gt;ノードをつないでニューラルネットワークを設計・学習・書き出し。</translation>
    </message>
    <message>
        <source>Engine and nodes: Apache-2.0. Window and programs: GPL-3.0-or-later. Made with Qt %1 and oneDNN.</source>
        <translation>エンジンとノード: Apache-2.0。ウィンドウとプログラム: GPL-3.0-or-later。Qt %1 と oneDNN で作られています。</translation>
    </message>
    <message>
        <source>Mend: %1</source>
        <translation>修正: %1</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 を追加</translation>
    </message>
    <message>
        <source>Type a command…</source>
        <translation>コマンドを入力…</translation>
    </message>
    <message>
        <source>No templates</source>
        <translation>テンプレートがありません</translation>
    </message>
    <message>
        <source>No templates are installed.</source>
        <translation>テンプレートがインストールされていません。</translation>
    </message>
    <message>
        <source>Begin with a new project, or open one.</source>
        <translation>新しいプロジェクトを始めるか、開いてください。</translation>
    </message>
    <message>
        <source>Name of the frame</source>
        <translation>フレームの名前</translation>
    </message>
    <message>
        <source>What the nodes in this frame do:</source>
        <translation>このフレームのノードの役割:</translation>
    </message>
    <message>
        <source>Saving the run…</source>
        <translation>実行を保存しています…</translation>
    </message>
    <message>
        <source>Recovered the unsaved changes of %1</source>
        <translation>%1 の未保存の変更を復元しました</translation>
    </message>
    <message>
        <source>Loading the libraries of %1: %2</source>
        <translation>%1 のライブラリを読み込んでいます: %2</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>プロジェクトを開く</translation>
    </message>
    <message>
        <source>Tensorloom projects (*.json);;All files (*)</source>
        <translation>Tensorloom プロジェクト (*.json);;すべてのファイル (*)</translation>
    </message>
    <message>
        <source>Save the project as</source>
        <translation>プロジェクトに名前を付けて保存</translation>
    </message>
    <message>
        <source>Tensorloom projects (*.json)</source>
        <translation>Tensorloom プロジェクト (*.json)</translation>
    </message>
    <message>
        <source>Nothing to export yet</source>
        <translation>まだ書き出すものがありません</translation>
    </message>
    <message>
        <source>This project has not been trained yet.</source>
        <translation>このプロジェクトはまだ学習していません。</translation>
    </message>
    <message>
        <source>Train it first (F5): each run keeps checkpoints, and the newest can be exported.</source>
        <translation>まず学習してください (F5)。実行ごとにチェックポイントが残り、最新のものを書き出せます。</translation>
    </message>
    <message>
        <source>Export trained weights</source>
        <translation>学習済みの重みを書き出す</translation>
    </message>
    <message>
        <source>safetensors (*.safetensors)</source>
        <translation>safetensors (*.safetensors)</translation>
    </message>
    <message>
        <source>Exporting…</source>
        <translation>書き出しています…</translation>
    </message>
    <message>
        <source>Exported %1 to %2</source>
        <translation>%1を %2 に書き出しました</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s)</source>
        <translation>
            <numerusform>テンソル %n 個</numerusform>
        </translation>
    </message>
    <message>
        <source>Export failed</source>
        <translation>書き出しに失敗しました</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>言語(&amp;G)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>デスクトップに合わせる(&amp;D)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>The language changes when Tensorloom starts the next time.</source>
        <translation>言語は Tensorloom の次回起動時に切り替わります。</translation>
    </message>
    <message>
        <source>&amp;Restart now</source>
        <translation>今すぐ再起動(&amp;R)</translation>
    </message>
    <message>
        <source>Looking at one batch…</source>
        <translation>バッチを調べています…</translation>
    </message>
    <message>
        <source>Live data is off</source>
        <translation>ライブデータはオフです</translation>
    </message>
    <message>
        <source>There is nothing to train yet: add nodes, or open an example from the File menu.</source>
        <translation>まだ学習するものがありません。ノードを追加するか、「ファイル」メニューからサンプルを開いてください。</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s) block the run.</source>
        <translation>
            <numerusform>%n 件の問題があるため実行できません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Training %1, run folder %2</source>
        <translation>%1 を学習中、実行フォルダー %2</translation>
    </message>
    <message>
        <source>A run is going on: check before it or after it.</source>
        <translation>実行中です。実行の前か後にチェックしてください。</translation>
    </message>
    <message>
        <source>There is nothing to check yet: the canvas is empty.</source>
        <translation>チェックするものがありません。キャンバスは空です。</translation>
    </message>
    <message>
        <source>The graph has errors that come first: see Problems.</source>
        <translation>先に直すべきエラーがあります。「問題」を見てください。</translation>
    </message>
    <message>
        <source>The run %1 at step %2%3</source>
        <translation>実行: %1、ステップ %2%3</translation>
    </message>
    <message>
        <source>Dupl&amp;icate with the wires into it</source>
        <translation>入力の配線ごと複製(&amp;E)</translation>
    </message>
    <message>
        <source>D&amp;elete with its wires</source>
        <translation>配線ごと削除(&amp;I)</translation>
    </message>
    <message>
        <source>Overview &amp;map</source>
        <translation>全体マップ(&amp;M)</translation>
    </message>
    <message>
        <source>Arrang&amp;e</source>
        <translation>整列(&amp;N)</translation>
    </message>
    <message>
        <source>Stop it, keep what it has learnt, and then close the document?</source>
        <translation>停止し、学習した内容を残してから、ドキュメントを閉じますか？</translation>
    </message>
    <message>
        <source>&amp;Stop and save the run, then close</source>
        <translation>停止して実行を保存し、閉じる(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>閉じる(&amp;C)</translation>
    </message>
    <message>
        <source>C&amp;lose the others</source>
        <translation>ほかを閉じる(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next document</source>
        <translation>次のドキュメント(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous document</source>
        <translation>前のドキュメント(&amp;P)</translation>
    </message>
    <message>
        <source>Open the documents &amp;again at the next start</source>
        <translation>次回の起動時にドキュメントを再び開く(&amp;A)</translation>
    </message>
    <message>
        <source>Ctrl T, Ctrl W, Ctrl Tab</source>
        <translation>Ctrl T、Ctrl W、Ctrl Tab</translation>
    </message>
    <message>
        <source>a new document; close it; the next one</source>
        <translation>新しいドキュメント、閉じる、次のドキュメント</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>%1 へ移動</translation>
    </message>
    <message>
        <source>document, unsaved</source>
        <translation>ドキュメント (未保存)</translation>
    </message>
    <message>
        <source>document</source>
        <translation>ドキュメント</translation>
    </message>
    <message>
        <source>My blocks</source>
        <translation>マイブロック</translation>
    </message>
    <message>
        <source>%1 was open the last time, and is not there any more.</source>
        <translation>%1 は前回開いていましたが、もう見つかりません。</translation>
    </message>
    <message>
        <source>%1 is open already: this is it.</source>
        <translation>%1 はすでに開いています (これです)。</translation>
    </message>
    <message>
        <source>The file is open</source>
        <translation>ファイルは開いています</translation>
    </message>
    <message>
        <source>“%1” is open in another tab.</source>
        <translation>「%1」は別のタブで開いています。</translation>
    </message>
    <message>
        <source>Close that tab first, or save under another name.</source>
        <translation>先にそのタブを閉じるか、別の名前で保存してください。</translation>
    </message>
    <message>
        <source>Compare wit&amp;h…</source>
        <translation>比較(&amp;H)…</translation>
    </message>
    <message>
        <source>Add a ben&amp;d to the wire</source>
        <translation>配線に折れ点を追加(&amp;D)</translation>
    </message>
    <message>
        <source>Straig&amp;hten the wire</source>
        <translation>配線をまっすぐにする(&amp;H)</translation>
    </message>
    <message>
        <source>The file as it is saved</source>
        <translation>保存されているファイル</translation>
    </message>
    <message>
        <source>%1, as saved</source>
        <translation>%1、保存時</translation>
    </message>
    <message>
        <source>Newest version in git, %1</source>
        <translation>Git の最新版、%1</translation>
    </message>
    <message>
        <source>Version %1 in git</source>
        <translation>Git の版 %1</translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message>
        <source>%1 in git at %2</source>
        <translation>%1、Git の %2</translation>
    </message>
    <message>
        <source>Another file…</source>
        <translation>別のファイル…</translation>
    </message>
    <message>
        <source>Before “%1”</source>
        <translation>「%1」の前</translation>
    </message>
    <message>
        <source>undo history, %1 back</source>
        <translation>履歴、%1 つ前</translation>
    </message>
    <message>
        <source>before “%1”</source>
        <translation>「%1」の前</translation>
    </message>
    <message>
        <source>Compare with which version?</source>
        <translation>どの版と比較しますか?</translation>
    </message>
    <message>
        <source>%1, as it is now</source>
        <translation>%1、現在の状態</translation>
    </message>
    <message>
        <source>Compare with an older version</source>
        <translation>古い版と比較</translation>
    </message>
    <message>
        <source>Read again, because another program has changed it: %1</source>
        <translation>別のプログラムが変更したため、読み直しました: %1</translation>
    </message>
    <message numerus="yes">
        <source>Opened with %n warning(s): %1</source>
        <translation>
            <numerusform>警告 %n 件で開きました: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Another program has changed %1: it was read again</source>
        <translation>別のプログラムが %1 を変更したため、読み直しました</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s)</source>
        <translation>
            <numerusform>エラー %n 件</numerusform>
        </translation>
    </message>
    <message>
        <source>Double click or Alt + click on a wire, B</source>
        <translation>配線をダブルクリックまたは Alt + クリック、B</translation>
    </message>
    <message>
        <source>a bend in it, to drag; Delete takes it away, Shift + B all of a wire</source>
        <translation>ドラッグできる折れ点を追加。Delete で削除、Shift + B で配線のすべてを削除</translation>
    </message>
    <message>
        <source>Drag nodes to a tab</source>
        <translation>ノードをタブへドラッグ</translation>
    </message>
    <message>
        <source>copy them into that document: held there, it comes to the front</source>
        <translation>その文書へコピー。タブの上で止めると文書が前面に出ます</translation>
    </message>
    <message>
        <source>Ctrl Shift C</source>
        <translation>Ctrl Shift C</translation>
    </message>
    <message>
        <source>compare with the saved file, versions in git, earlier edits or another file</source>
        <translation>保存済みファイル、git の版、以前の編集、別のファイルと比較</translation>
    </message>
    <message>
        <source>Another program has changed the file</source>
        <translation>別のプログラムがファイルを変更しました</translation>
    </message>
    <message>
        <source>“%1” was changed on the disk after it was read here.</source>
        <translation>「%1」はここで読み込まれた後にディスク上で変更されました。</translation>
    </message>
    <message>
        <source>Saving writes over that change. Nothing was written yet.</source>
        <translation>保存するとその変更は上書きされます。まだ何も書き込まれていません。</translation>
    </message>
    <message>
        <source>&amp;Save over it</source>
        <translation>上書き保存(&amp;S)</translation>
    </message>
    <message>
        <source>C&amp;ompare</source>
        <translation>比較(&amp;O)</translation>
    </message>
    <message>
        <source>%1, on the disk</source>
        <translation>%1 (ディスク上)</translation>
    </message>
    <message>
        <source>%1 is not there any more: it was deleted, renamed or moved.</source>
        <translation>%1 はもうありません。削除、名前の変更、または移動されました。</translation>
    </message>
    <message>
        <source>Another program has changed %1.</source>
        <translation>別のプログラムが %1 を変更しました。</translation>
    </message>
    <message>
        <source>Not opened</source>
        <translation>開けませんでした</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>保存されませんでした</translation>
    </message>
    <message numerus="yes">
        <source>and %n more; the Log has them all</source>
        <translation>
            <numerusform>ほか %n 件。すべてはログにあります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read or written.</source>
        <translation>
            <numerusform>%n 件のファイルを読み書きできませんでした。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tl::ui::Minimap</name>
    <message>
        <source>Overview of the graph</source>
        <translation>グラフの全体図</translation>
    </message>
</context>
<context>
    <name>tl::ui::NumberSpin</name>
    <message>
        <source>“%1” is not a number</source>
        <translation>「%1」は数値ではありません</translation>
    </message>
    <message>
        <source>%1 is too small: %2 is the least</source>
        <translation>%1 は小さすぎます。最小は %2 です</translation>
    </message>
    <message>
        <source>%1 is too large: %2 is the most</source>
        <translation>%1 は大きすぎます。最大は %2 です</translation>
    </message>
</context>
<context>
    <name>tl::ui::OpenDocument</name>
    <message>
        <source>untitled.json</source>
        <translation>無題.json</translation>
    </message>
    <message>
        <source>untitled-%1.json</source>
        <translation>無題-%1.json</translation>
    </message>
    <message>
        <source>This version can only be looked at.</source>
        <translation>この版は閲覧のみできます。</translation>
    </message>
</context>
<context>
    <name>tl::ui::PalettePanel</name>
    <message>
        <source>My blocks</source>
        <translation>マイブロック</translation>
    </message>
    <message>
        <source>A group of your own. Right click removes it from the palette.</source>
        <translation>自分のグループです。右クリックでパレットから削除できます。</translation>
    </message>
    <message>
        <source>Search %1 nodes…</source>
        <translation>%1 種類のノードを検索…</translation>
    </message>
    <message>
        <source>Search node types</source>
        <translation>ノードの種類を検索</translation>
    </message>
    <message>
        <source>Node types</source>
        <translation>ノードの種類</translation>
    </message>
    <message>
        <source>Remove from the palette</source>
        <translation>パレットから削除</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>少なく表示</translation>
    </message>
    <message>
        <source>%1 more…</source>
        <translation>他 %1 件…</translation>
    </message>
</context>
<context>
    <name>tl::ui::PreflightPanel</name>
    <message>
        <source>What the pre-flight check found</source>
        <translation>事前チェックの結果</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>チェック項目</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>修正方法</translation>
    </message>
    <message>
        <source>The project has changed since. Check again to see whether it helped.</source>
        <translation>その後プロジェクトが変わりました。改善したかもう一度チェックしてください。</translation>
    </message>
    <message>
        <source>Looks at the data, the first loss, dead units, gradients, and whether one batch can be learnt. Nothing is changed.</source>
        <translation>データ、最初の損失、死んだユニット、勾配、1 バッチを学習できるかを調べます。何も変更しません。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>今すぐチェック</translation>
    </message>
    <message>
        <source>Stop the pre-flight check</source>
        <translation>事前チェックを停止</translation>
    </message>
    <message>
        <source>Run the pre-flight check now</source>
        <translation>事前チェックを今すぐ実行</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>開始しています…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>停止しました。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at.</source>
        <translation>
            <numerusform>確認すべき点が %n 件あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well: %1 checks found nothing to mend.</source>
        <translation>問題ありません。%1 件のチェックで直すべき点はありませんでした。</translation>
    </message>
    <message>
        <source>The project has changed since: check again.</source>
        <translation>その後プロジェクトが変わりました。もう一度チェックしてください。</translation>
    </message>
    <message>
        <source>balance</source>
        <translation>クラスの偏り</translation>
    </message>
    <message>
        <source>scale</source>
        <translation>値の大きさ</translation>
    </message>
    <message>
        <source>use</source>
        <translation>使用状況</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>time</source>
        <translation>時間</translation>
    </message>
    <message>
        <source>first loss</source>
        <translation>最初の損失</translation>
    </message>
    <message>
        <source>units</source>
        <translation>ユニット</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>勾配</translation>
    </message>
    <message>
        <source>one batch</source>
        <translation>1 バッチ</translation>
    </message>
    <message>
        <source>“%1” is being checked.</source>
        <translation>「%1」を検査しています。</translation>
    </message>
</context>
<context>
    <name>tl::ui::ProblemsPanel</name>
    <message>
        <source>project</source>
        <translation>プロジェクト</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>What and why</source>
        <translation>内容と理由</translation>
    </message>
    <message>
        <source>How to mend it</source>
        <translation>修正方法</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>問題</translation>
    </message>
    <message>
        <source>No problems: the graph can be trained.</source>
        <translation>問題はありません。グラフは学習できます。</translation>
    </message>
    <message>
        <source>%1 more</source>
        <translation>他 %1 件</translation>
    </message>
    <message>
        <source>Other ways to mend it</source>
        <translation>他の修正方法</translation>
    </message>
</context>
<context>
    <name>tl::ui::QuickPopup</name>
    <message>
        <source>Nothing is found by “%1”. Try fewer letters, or another word for it.</source>
        <translation>「%1」では何も見つかりません。文字を減らすか、別の言葉で試してください。</translation>
    </message>
</context>
<context>
    <name>tl::ui::RunBar</name>
    <message>
        <source>Train</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>一時停止</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>CPU · oneDNN</source>
        <translation>CPU · oneDNN</translation>
    </message>
    <message>
        <source>CUDA</source>
        <translation>CUDA</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Precision f32</source>
        <translation>精度 f32</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>実行の進捗</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>待機中</translation>
    </message>
    <message>
        <source>epoch %1/%2</source>
        <translation>エポック %1/%2</translation>
    </message>
    <message>
        <source>step %1/%2</source>
        <translation>ステップ %1/%2</translation>
    </message>
    <message>
        <source>validating</source>
        <translation>検証中</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 サンプル/秒</translation>
    </message>
    <message>
        <source>ETA %1</source>
        <translation>残り %1</translation>
    </message>
    <message>
        <source>waits for data</source>
        <translation>データ待ち</translation>
    </message>
    <message>
        <source>no progress for %1 s</source>
        <translation>%1 秒間進捗なし</translation>
    </message>
    <message>
        <source>Looking for a CUDA device…</source>
        <translation>CUDA デバイスを探しています…</translation>
    </message>
</context>
<context>
    <name>tl::ui::RunEdits</name>
    <message>
        <source>Learning rate of %1 set to %2 while the run goes on</source>
        <translation>実行中に %1 の学習率を %2 にしました</translation>
    </message>
    <message>
        <source>Weight of %1 set to %2 while the run goes on</source>
        <translation>実行中に %1 の重みを %2 にしました</translation>
    </message>
</context>
<context>
    <name>tl::ui::RunsPanel</name>
    <message>
        <source>The program ended before the run did. “Go on with this run” takes it up at its newest checkpoint.</source>
        <translation>実行の途中でプログラムが終了しました。「この実行を続ける」で最新のチェックポイントから再開します。</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>実行履歴</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>ステップ</translation>
    </message>
    <message>
        <source>Train loss</source>
        <translation>学習損失</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>検証損失</translation>
    </message>
    <message>
        <source>Best accuracy</source>
        <translation>最高正解率</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>シード</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>Choose a run first</source>
        <translation>まず実行を選択してください</translation>
    </message>
    <message>
        <source>Show in the curves</source>
        <translation>曲線に表示</translation>
    </message>
    <message>
        <source>Go on with this run</source>
        <translation>この実行を続ける</translation>
    </message>
    <message>
        <source>Export its weights…</source>
        <translation>重みを書き出す…</translation>
    </message>
    <message>
        <source>No runs of this project yet. Each run that you train is kept and listed here.</source>
        <translation>このプロジェクトの実行はまだありません。学習した実行はすべて保存され、ここに並びます。</translation>
    </message>
    <message>
        <source>The run cannot be shown</source>
        <translation>実行を表示できません</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>準備中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>実行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>一時停止中</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>停止処理中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失敗</translation>
    </message>
    <message>
        <source>stalled</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>中断</translation>
    </message>
</context>
<context>
    <name>tl::ui::SafetyCopy</name>
    <message>
        <source>The safety copy of this document could not be written: %1</source>
        <translation>このドキュメントの安全コピーを書き込めませんでした: %1</translation>
    </message>
</context>
<context>
    <name>tl::ui::SearchPopup</name>
    <message>
        <source>gives nothing on</source>
        <translation>出力なし</translation>
    </message>
    <message>
        <source>gives %1</source>
        <translation>%1 を出力</translation>
    </message>
    <message>
        <source>gives no %1</source>
        <translation>%1 を出力しません</translation>
    </message>
    <message>
        <source>accepts %1</source>
        <translation>%1 を受け取る</translation>
    </message>
    <message>
        <source>Add a node</source>
        <translation>ノードを追加</translation>
    </message>
    <message>
        <source>Search nodes…</source>
        <translation>ノードを検索…</translation>
    </message>
    <message>
        <source>Search nodes</source>
        <translation>ノードを検索</translation>
    </message>
    <message>
        <source>Matching nodes</source>
        <translation>一致するノード</translation>
    </message>
    <message>
        <source>My blocks</source>
        <translation>マイブロック</translation>
    </message>
    <message>
        <source>A group of your own</source>
        <translation>自分のグループ</translation>
    </message>
    <message>
        <source>No node is found by “%1”. Try fewer letters, or what it does: pool, normalize, loss.</source>
        <translation>「%1」ではノードが見つかりません。文字を減らすか、働きで試してください: pool、normalize、loss。</translation>
    </message>
    <message>
        <source>No wire is found by “%1”. Try the name of a node or of a port.</source>
        <translation>「%1」では配線が見つかりません。ノードかポートの名前で試してください。</translation>
    </message>
</context>
<context>
    <name>tl::ui::TensorsPanel</name>
    <message>
        <source>Select a node to look at its weights, gradients and output while the network trains.</source>
        <translation>ノードを選択すると、学習中の重み、勾配、出力を表示します。</translation>
    </message>
    <message>
        <source>Waiting for the tensors of %1…</source>
        <translation>%1 のテンソルを待っています…</translation>
    </message>
    <message>
        <source>Train (F5) to see the weights, gradients and output of %1.</source>
        <translation>学習すると (F5)、%1 の重み、勾配、出力を表示します。</translation>
    </message>
    <message>
        <source>step %1  mean %2  std %3</source>
        <translation>ステップ %1  平均 %2  標準偏差 %3</translation>
    </message>
    <message>
        <source>ended run, step %1  mean %2  std %3</source>
        <translation>終了した実行、ステップ %1  平均 %2  標準偏差 %3</translation>
    </message>
</context>
</TS>
