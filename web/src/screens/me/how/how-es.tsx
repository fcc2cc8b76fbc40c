/** Prosa, escrita una vez en cada idioma; no es una lista de rótulos. */
export const HowSpanish = () => (
  <>
    <section>
      <h2>Cuándo se considera dominada una habilidad</h2>
      <p>
        Un acierto demuestra poco: con dos opciones, una moneda acierta la mitad de las veces. Por eso Hornbook espera a
        tener pruebas. Una habilidad está dominada cuando has respondido al menos cinco preguntas distintas sobre ella,
        acertaste cuatro de las últimas cinco, en al menos dos días, y en conjunto ya es muy improbable que fuera
        adivinando.
      </p>
      <ul>
        <li>Una pregunta cuya respuesta escribes cuenta más que una con dos opciones.</li>
        <li>La misma pregunta cuenta una vez al día. Repetirla no demuestra nada nuevo.</li>
        <li>Una respuesta después de una pista ayuda a aprender, pero todavía no es prueba.</li>
        <li>Dejar una actividad a medias nunca cuenta en tu contra.</li>
      </ul>
    </section>
    <section>
      <h2>Cuándo se desvanece una habilidad</h2>
      <p>
        Todos olvidamos, y de manera bastante regular: rápido al principio y cada vez más despacio. Una habilidad
        dominada se marca como «se desvanece» cuando la probabilidad de que aún la tengas baja de cuatro de cada cinco;
        la primera vez, algo más de dos semanas después de usarla. Un acierto la trae de vuelta, y entonces dura más que
        antes. No se te quita nada: solo significa que ahora es un buen momento.
      </p>
    </section>
    <section>
      <h2>Qué preguntas vuelven, y cuándo</h2>
      <p>
        Cada pregunta que respondiste tiene su propio lugar en tu memoria, calculado con un método publicado que se
        llama FSRS. Un acierto la aleja: días al principio, luego semanas y meses. Un fallo, o una pista, la trae de
        vuelta pronto. Práctica pregunta lo que toca, empezando por lo más débil.
      </p>
      <ul>
        <li>Después de una pausa, lo acumulado se reparte en varios días. Nunca hay que ponerse al día de golpe.</li>
        <li>Una pregunta olvidada ocho veces se explica en lugar de volver a preguntarse.</li>
      </ul>
    </section>
    <section>
      <h2>Qué hay en el plan de hoy</h2>
      <p>
        El plan llena los minutos que elegiste, y nunca se pasa más de una quinta parte. Primero lo que toca repasar, a
        lo sumo tres quintas partes del tiempo; luego lo que empezaste; después algo nuevo, mientras quepan los repasos
        de la semana que viene; al final, un poco de todo lo que sabes. Sáltalo, pásalo a mañana o haz otra cosa: lo que
        haces cuenta, esté o no en el plan. Es el mismo en todos tus dispositivos. Lo que hay que descargar va al final.
      </p>
    </section>
    <section>
      <h2>Cómo se cuentan los días seguidos</h2>
      <p>
        El día empieza a las cuatro de la mañana, según el reloj del lugar donde estás. Las dos de la madrugada todavía
        son ayer. Cada séptimo día de aprendizaje da un día de descanso; guardas dos como mucho, y cubren por sí solos
        un día libre. Hoy nunca rompe nada. Lo que hiciste sin conexión cuenta para el día en que lo hiciste, aunque
        llegue un mes más tarde. Cruzar la línea de cambio de fecha no te cuesta nada. Puedes contar semanas, o no
        contar nada.
      </p>
    </section>
    <section>
      <h2>Tiempo, puntos y logros</h2>
      <p>
        El tiempo es aquel en que pasó algo; tras un minuto de quietud, el reloj se detiene. Los puntos son los de tu
        mejor intento de cada actividad ese día: repetirla puede mejorarlos, no multiplicarlos. Una semana es
        exactamente la suma de sus días, y también lo es el total. Cada logro llega una sola vez, aprendas en los
        dispositivos que aprendas.
      </p>
    </section>
    <section>
      <h2>Lo que Hornbook no hace</h2>
      <p>
        No te compara con nadie, no quita vidas ni vende segundas oportunidades. Todo esto se calcula en tu propio
        dispositivo, y otra vez en el servidor con las mismas reglas, para que ambos coincidan.
      </p>
    </section>
  </>
);
